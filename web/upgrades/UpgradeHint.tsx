import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { InfoFilled } from '@fluentui/react-icons/svg/info';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { HoverCard } from '../kit/HoverCard.tsx';
import { LinkButton } from '../kit/links.tsx';
import { usePermission } from '../kit/permission.ts';
import { useWords } from '../kit/words.ts';
import type { UpgradeOptions } from './listCustomerUpgrades.ts';
import { RefusalOverview } from './RefusalOverview.tsx';
import { targetsOf } from './targets.ts';
import styles from './UpgradeHint.module.css';

type UpgradeHintProps = {
  readonly customerId: string;
  readonly subscription: { readonly id: string; readonly name: string };
  readonly options: UpgradeOptions;
};

/** The icon right after a subscription's name: it can be upgraded, with the way there, or it cannot, with every reason. */
export function UpgradeHint({ customerId, subscription, options }: UpgradeHintProps) {
  const t = useWords();
  const { isGranted, whoMay } = usePermission('subscriptions.upgrade');
  const targets = targetsOf(options.upgrades);
  const open = targets.filter(({ state }) => state === 'open');
  if (open.length === 0) {
    return (
      <HoverCard
        label={t('upgrades.hint.cannot', { subscription: subscription.name })}
        icon={<ProhibitedRegular fontSize={18} color="var(--colorNeutralForeground3)" />}
        title={t('upgrades.hint.cannotTitle')}
      >
        <RefusalOverview customerId={customerId} subscriptionId={subscription.id} options={options} />
      </HoverCard>
    );
  }
  const label = t('upgrades.hint.can', { subscription: subscription.name });
  return (
    <HoverCard label={label} icon={<InfoFilled fontSize={20} color="var(--colorBrandForeground1)" />} title={t('upgrades.hint.canTitle')}>
      <ul className={styles.targets}>
        {open.map(({ offer }) => (
          <li key={offer.id}>{offer.name}</li>
        ))}
      </ul>
      {open.length < targets.length && <p className={styles.note}>{t('upgrades.hint.others', { count: targets.length - open.length })}</p>}
      {isGranted ? (
        <LinkButton
          appearance="primary"
          icon={<ArrowUpRegular />}
          to="/customers/$customerId/subscriptions/$subscriptionId/upgrade"
          params={{ customerId, subscriptionId: subscription.id }}
        >
          {t('upgrades.now')}
        </LinkButton>
      ) : (
        <p className={styles.note}>{whoMay}</p>
      )}
    </HoverCard>
  );
}
