import { LightbulbRegular } from '@fluentui/react-icons/svg/lightbulb';
import type { ReactNode } from 'react';
import type { ReasonView } from '../../src/upgrades/contract.ts';
import { LinkButton } from '../kit/links.tsx';
import { numberOf, textOf, textsOf } from '../kit/facts.ts';
import styles from './ReasonList.module.css';
import type { Wording } from './reasonWords.ts';
import { useWording } from './useWording.ts';

type Remedy = ReasonView['remedies'][number];
type Place = {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly targetOfferId?: string | undefined;
  /** Where it stands, when some remedies would lead to that very page. */
  readonly standsIn?: 'form' | 'subscription';
};

/** What would help: advice in words, and a button where the console can lead there. */
export function RemedyList({ remedies, ...place }: Place & { remedies: readonly Remedy[] }) {
  const wording = useWording();
  // A remedy that only a newer server knows is left out: its name would help nobody.
  const worded = remedies.flatMap((remedy) => {
    const advice = adviceOf(remedy, wording);
    return advice === null ? [] : [{ remedy, advice }];
  });
  if (worded.length === 0) return null;
  return (
    <ul className={styles.remedies}>
      {worded.map(({ remedy, advice }) => (
        <li key={JSON.stringify(remedy)}>
          <div className={styles.advice}>
            <LightbulbRegular aria-hidden />
            <span>{advice}</span>
          </div>
          {actionsOf(remedy, place, wording)}
        </li>
      ))}
    </ul>
  );
}

function adviceOf(remedy: Remedy, { t, byCode, formats, names }: Wording): string | null {
  const offer = textOf(remedy, 'offerName') ?? t('reasons.someProduct');
  const channel = textOf(remedy, 'channel') ?? '';
  const values = {
    offer,
    subscription: names.subscription(textOf(remedy, 'subscriptionId') ?? '') ?? offer,
    channel: byCode(`reasons.channel.${channel}`) ?? channel,
    roles: formats.anyOf(textsOf(remedy, 'roles').map((role) => byCode(`session.role.${role}`) ?? role)),
    cycles: formats.anyOf(textsOf(remedy, 'to').map((cycle) => byCode(`reasons.billed.${cycle}`) ?? cycle)),
    directoryRoles: formats.anyOf(textsOf(remedy, 'directoryRoleNames')),
    partner: textOf(remedy, 'partnerName') ?? '',
    minimum: numberOf(remedy, 'minimum'),
    maximum: numberOf(remedy, 'maximum'),
  };
  return byCode(`remedies.${remedy.kind}`, values);
}

/** The buttons of a remedy; none where a person outside the console has to act. */
function actionsOf(remedy: Remedy, place: Place, wording: Wording): ReactNode {
  switch (remedy.kind) {
    case 'reactivate':
    case 'cancel_own_subscription':
      return <ToSubscription id={textOf(remedy, 'subscriptionId')} place={place} wording={wording} />;
    case 'cancel_add_ons':
      return textsOf(remedy, 'subscriptionIds').map((id) => <ToSubscription key={id} id={id} place={place} wording={wording} />);
    case 'choose_target':
      return textsOf(remedy, 'offerIds').map((id, index) => (
        <ToForm
          key={id}
          place={place}
          search={{ target: id }}
          text={wording.t('remedies.action.choose', { offer: textsOf(remedy, 'offerNames')[index] ?? id })}
        />
      ));
    case 'change_quantity': {
      const maximum = numberOf(remedy, 'maximum');
      return (
        <ToForm
          place={place}
          search={{ target: place.targetOfferId, quantity: maximum }}
          text={wording.t('remedies.action.quantity', { maximum })}
        />
      );
    }
    case 'decide_add_ons':
      if (place.standsIn === 'form') return null;
      return <ToForm place={place} search={{ target: place.targetOfferId }} text={wording.t('remedies.action.decideAddOns')} />;
    case 'upgrade_without_moving_users':
      return (
        <ToForm
          place={place}
          search={{ target: place.targetOfferId, type: 'upgrade_only' }}
          text={wording.t('remedies.action.upgradeOnly')}
        />
      );
    case 'finish_left_behind_users':
      return <ToUpgrade upgradeId={textOf(remedy, 'upgradeId')} place={place} text={wording.t('remedies.action.openUpgrade')} />;
    case 'request_delegated_admin':
    case 'request_directory_roles':
    case 'confirm_customer_agreement':
      return <ToRelationship kind={remedy.kind} place={place} wording={wording} />;
    default:
      return pageOf(remedy, place, wording);
  }
}

/** The page where a remedy that is none of upgrades can be carried out. */
function pageOf(remedy: Remedy, place: Place, wording: Wording): ReactNode {
  switch (remedy.kind) {
    case 'change_billing_cycle':
      if (place.standsIn === 'subscription') return null;
      return (
        <LinkButton
          size="small"
          to="/customers/$customerId/subscriptions/$subscriptionId"
          params={{ customerId: place.customerId, subscriptionId: place.subscriptionId }}
        >
          {wording.t('remedies.action.change_billing_cycle')}
        </LinkButton>
      );
    case 'buy_new':
      return (
        <LinkButton size="small" to="/customers/$customerId/buy" params={{ customerId: place.customerId }}>
          {wording.t('remedies.action.buy_new')}
        </LinkButton>
      );
    case 'import_price':
      return (
        <LinkButton size="small" to="/prices">
          {wording.t('remedies.action.import_price')}
        </LinkButton>
      );
    case 'customer_cancels_elsewhere':
      return (
        <LinkButton size="small" to="/customers/$customerId/channels" params={{ customerId: place.customerId }}>
          {wording.t('remedies.action.channels')}
        </LinkButton>
      );
    default:
      return null;
  }
}

const RELATIONSHIP_PARTS = {
  request_delegated_admin: 'privileges',
  request_directory_roles: 'granular',
  confirm_customer_agreement: 'agreement',
} as const;

function ToRelationship({ kind, place, wording }: { kind: keyof typeof RELATIONSHIP_PARTS; place: Place; wording: Wording }) {
  return (
    <LinkButton
      size="small"
      to="/customers/$customerId/relationship"
      params={{ customerId: place.customerId }}
      hash={RELATIONSHIP_PARTS[kind]}
    >
      {wording.byCode(`remedies.action.${kind}`) ?? kind}
    </LinkButton>
  );
}

function ToSubscription({ id, place, wording }: { id: string | null; place: Place; wording: Wording }) {
  if (id === null || (id === place.subscriptionId && place.standsIn === 'subscription')) return null;
  const name = wording.names.subscription(id);
  return (
    <LinkButton
      size="small"
      to="/customers/$customerId/subscriptions/$subscriptionId"
      params={{ customerId: place.customerId, subscriptionId: id }}
    >
      {name === null ? wording.t('remedies.action.showSubscription') : wording.t('remedies.action.showNamed', { subscription: name })}
    </LinkButton>
  );
}

function ToForm({
  place,
  search,
  text,
}: {
  place: Place;
  search: { target?: string | undefined; quantity?: number; type?: 'upgrade_only' };
  text: string;
}) {
  const { customerId, subscriptionId } = place;
  return (
    <LinkButton
      size="small"
      to="/customers/$customerId/subscriptions/$subscriptionId/upgrade"
      params={{ customerId, subscriptionId }}
      search={(before) => ({ ...before, ...search })}
    >
      {text}
    </LinkButton>
  );
}

function ToUpgrade({ upgradeId, place, text }: { upgradeId: string | null; place: Place; text: string }) {
  if (upgradeId === null) return null;
  return (
    <LinkButton size="small" to="/customers/$customerId/upgrades/$upgradeId" params={{ customerId: place.customerId, upgradeId }}>
      {text}
    </LinkButton>
  );
}
