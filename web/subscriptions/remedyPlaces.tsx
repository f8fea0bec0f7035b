import type { ReactNode } from 'react';
import { textOf } from '../kit/facts.ts';
import { LinkButton } from '../kit/links.tsx';
import type { Words } from '../kit/words.ts';
import type { Remedy } from './RefusalList.tsx';

/** The way to the page on which somebody can do what a remedy says; null where no page of the console helps. */
export function placeOf(remedy: Remedy, customerId: string, t: Words): ReactNode {
  switch (remedy.kind) {
    case 'choose_users_to_unassign':
    case 'remove_dependent_license':
      return (
        <LinkButton size="small" to="/customers/$customerId/users" params={{ customerId }}>
          {t('seats.toUsers')}
        </LinkButton>
      );
    case 'remove_from_group':
      return (
        <LinkButton size="small" to="/customers/$customerId/groups" params={{ customerId }}>
          {t('seats.toGroups')}
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
    case 'confirm_customer_agreement':
    case 'request_delegated_admin': {
      const hash = remedy.kind === 'confirm_customer_agreement' ? 'agreement' : 'privileges';
      return (
        <LinkButton size="small" to="/customers/$customerId/relationship" params={{ customerId }} hash={hash}>
          {t(`remedies.action.${remedy.kind}`)}
        </LinkButton>
      );
    }
    case 'import_price':
      return (
        <LinkButton size="small" to="/prices">
          {t('remedies.action.import_price')}
        </LinkButton>
      );
    case 'buy_new':
      return (
        <LinkButton size="small" to="/customers/$customerId/buy" params={{ customerId }}>
          {t('remedies.action.buy_new')}
        </LinkButton>
      );
    default:
      return null;
  }
}
