import { Badge } from '@fluentui/react-components';
import type { WebhookDelivery } from '../../src/webhooks/deliveries/contract.ts';
import { useWords } from '../kit/words.ts';
import styles from './Webhooks.module.css';

/** The state, with how often it was tried. */
export function DeliveryState({ delivery: { state, tries } }: { delivery: Pick<WebhookDelivery, 'state' | 'tries'> }) {
  const t = useWords();
  const color = { waiting: 'warning', delivered: 'success', given_up: 'danger' } as const;
  return (
    <>
      <Badge appearance="tint" color={color[state]}>
        {t(`webhooks.state.${state}`)}
      </Badge>
      <span className={styles.hint}>{t('webhooks.tries', { count: tries })}</span>
    </>
  );
}
