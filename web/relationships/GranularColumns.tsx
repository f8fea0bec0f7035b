import { Badge, type BadgeProps } from '@fluentui/react-components';
import type { DelegatedAdminRelationship } from '../../src/customers/delegation/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Relationships.module.css';

type Status = DelegatedAdminRelationship['status'];

const COLORS: Readonly<Record<Status, NonNullable<BadgeProps['color']>>> = {
  approvalPending: 'brand',
  active: 'success',
  expiring: 'warning',
  expired: 'informative',
  terminated: 'informative',
};

/** How it stands: asked for, running, ending soon, over; until when, or since when and through whom. */
export function GranularState({ admin }: { admin: DelegatedAdminRelationship }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { status, endDateTime, requestExpiresDateTime, daysLeft = 0, terminatedBy, autoExtendDuration } = admin;
  const isRunning = status === 'active' || status === 'expiring';
  return (
    <>
      <Badge appearance="tint" color={COLORS[status]}>
        {t(`relationships.status.${status}`)}
      </Badge>
      {status === 'approvalPending' && (
        <span className={styles.hint}>{t('relationships.until', { day: formats.day(requestExpiresDateTime) })}</span>
      )}
      {isRunning && endDateTime !== undefined && (
        <span className={styles.hint}>{t('relationships.endsOn', { day: formats.day(endDateTime), count: daysLeft })}</span>
      )}
      {isRunning && autoExtendDuration !== 'PT0S' && <span className={styles.hint}>{t('relationships.extends')}</span>}
      {terminatedBy !== undefined && <span className={styles.hint}>{byCode(`relationships.endedBy.${terminatedBy}`)}</span>}
    </>
  );
}

/** The directory roles of it, one below the other. */
export function GranularRoles({ admin }: { admin: DelegatedAdminRelationship }) {
  return (
    <ul className={styles.plain}>
      {admin.accessDetails.unifiedRoles.map(({ roleDefinitionId, displayName }) => (
        <li key={roleDefinitionId}>{displayName}</li>
      ))}
    </ul>
  );
}

/** A duration in words; as it is written where there are none for it. */
export function useDurationWords(): (duration: string) => string {
  const byCode = useWordsByCode();
  return (duration) => byCode(`relationships.duration.${duration}`) ?? duration;
}
