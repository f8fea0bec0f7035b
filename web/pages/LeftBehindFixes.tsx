import type { LeftBehindUser, UpgradeRecord } from '../../src/upgrades/contract.ts';
import { useCustomer } from '../customers/getCustomer.ts';
import { LinkButton } from '../kit/links.tsx';
import { useWords } from '../kit/words.ts';
import { RemoveLicenseFix } from '../licenses/RemoveLicenseFix.tsx';
import { UsageLocationFix } from '../licenses/UsageLocationFix.tsx';
import { textOf, textsOf } from '../kit/facts.ts';

type LeftBehindFixesProps = {
  readonly customerId: string;
  readonly upgrade: UpgradeRecord;
  readonly user: LeftBehindUser;
  readonly onFixed: () => void;
};

/** What repairs the causes for which one person stayed behind: done in place, or a link to where it is done. */
export function LeftBehindFixes({ user, ...place }: LeftBehindFixesProps) {
  const fixes = user.reasons.flatMap(({ facts, remedies }) => remedies.map((remedy) => ({ facts, remedy })));
  const once = [...new Map(fixes.map((fix) => [JSON.stringify(fix.remedy), fix])).entries()];
  return once.map(([key, { facts, remedy }]) => <Fix key={key} facts={facts} remedy={remedy} user={user} {...place} />);
}

type Reason = LeftBehindUser['reasons'][number];
type FixProps = LeftBehindFixesProps & Pick<Reason, 'facts'> & { readonly remedy: Reason['remedies'][number] };

function Fix({ customerId, upgrade, user, facts, remedy, onFixed }: FixProps) {
  const t = useWords();
  const { data: customer } = useCustomer(customerId);
  const person = { customerId, userId: user.userId, name: user.displayName, onFixed };
  switch (remedy.kind) {
    case 'set_usage_location':
      return customer === undefined ? null : <UsageLocationFix {...person} proposed={customer.country} />;
    case 'remove_license': {
      const skuId = textOf(remedy, 'skuId');
      const product = textOf(facts, 'conflictingProduct') ?? textOf(facts, 'dependentProduct') ?? t('leftBehind.anotherProduct');
      return skuId === null ? null : <RemoveLicenseFix {...person} skuId={skuId} product={product} />;
    }
    case 'add_seats':
      return (
        <LinkButton
          size="small"
          to="/customers/$customerId/subscriptions/$subscriptionId"
          params={{ customerId, subscriptionId: upgrade.targetSubscriptionId }}
        >
          {t('leftBehind.addSeats')}
        </LinkButton>
      );
    case 'swap_group_license':
      return textsOf(facts, 'groupIds').map((groupId, i) => (
        <LinkButton key={groupId} size="small" to="/customers/$customerId/groups/$groupId" params={{ customerId, groupId }}>
          {t('leftBehind.toGroup', { group: textsOf(facts, 'groupNames')[i] ?? '' })}
        </LinkButton>
      ));
    default:
      return null;
  }
}
