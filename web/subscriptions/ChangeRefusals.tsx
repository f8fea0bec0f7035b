import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ChangeRefusal } from '../../src/subscriptions/change/contract.ts';
import { LinkButton } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Change.module.css';
import type { SubscriptionPlace } from './changeSubscription.ts';

type Remedy = ChangeRefusal['remedies'][number];
type ChangeRefusalsProps = SubscriptionPlace & {
  readonly refusals: readonly ChangeRefusal[];
  /** Takes a number of seats that is possible; without it none is offered. */
  readonly onQuantity?: (quantity: number) => void;
  /** Goes on although more people hold a licence than there will be seats. */
  readonly onAccept?: () => void;
};

/** Why a change is not possible, in the server's words, each with what would help and a way there. */
export function ChangeRefusals({ refusals, ...ways }: ChangeRefusalsProps) {
  return (
    <ul className={styles.refusals}>
      {refusals.map(({ code, description, remedies }) => (
        <li key={code} data-reason={code}>
          <strong>{description}</strong>
          {remedies.map((remedy) => (
            <RemedyLine key={remedy.kind} remedy={remedy} {...ways} />
          ))}
        </li>
      ))}
    </ul>
  );
}

type RemedyLineProps = Omit<ChangeRefusalsProps, 'refusals'> & { readonly remedy: Remedy };

function RemedyLine({ remedy, ...ways }: RemedyLineProps) {
  const byCode = useWordsByCode();
  const values = { minimum: numberOf(remedy, 'minimum'), maximum: numberOf(remedy, 'maximum'), count: numberOf(remedy, 'usersTooMany') };
  return (
    <div className={styles.remedy}>
      <span>{byCode(`seats.remedy.${remedy.kind}`, values) ?? remedy.kind}</span>
      <Way remedy={remedy} {...ways} />
    </div>
  );
}

function Way({ remedy, customerId, subscriptionId, onQuantity, onAccept }: RemedyLineProps): ReactNode {
  const t = useWords();
  switch (remedy.kind) {
    case 'change_quantity': {
      const maximum = numberOf(remedy, 'maximum');
      if (onQuantity === undefined) return null;
      return (
        <Button size="small" onClick={() => onQuantity(maximum)}>
          {t('seats.use', { count: maximum })}
        </Button>
      );
    }
    case 'accept_license_conflict':
      return onAccept === undefined ? null : (
        <Button size="small" onClick={onAccept}>
          {t('seats.accept')}
        </Button>
      );
    case 'choose_users_to_unassign':
    case 'remove_from_group':
      return (
        <LinkButton size="small" to="/customers/$customerId/users" params={{ customerId }}>
          {t('seats.toUsers')}
        </LinkButton>
      );
    case 'finish_left_behind_users': {
      const upgradeId = textOf(remedy, 'upgradeId');
      return upgradeId === null ? null : (
        <LinkButton size="small" to="/customers/$customerId/upgrades/$upgradeId" params={{ customerId, upgradeId }}>
          {t('seats.toUpgrade')}
        </LinkButton>
      );
    }
    case 'reactivate': {
      const id = textOf(remedy, 'subscriptionId');
      if (id === null || id === subscriptionId) return null;
      return (
        <LinkButton size="small" to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId, subscriptionId: id }}>
          {t('seats.toSubscription')}
        </LinkButton>
      );
    }
    default:
      return null;
  }
}

function numberOf(remedy: Remedy, name: string): number {
  const value: unknown = { ...remedy }[name as keyof Remedy];
  return typeof value === 'number' ? value : 0;
}

function textOf(remedy: Remedy, name: string): string | null {
  const value: unknown = { ...remedy }[name as keyof Remedy];
  return typeof value === 'string' ? value : null;
}
