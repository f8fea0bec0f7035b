import { Badge } from '@fluentui/react-components';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { MessageDraft } from './MessageDraft.tsx';
import { useEndPrivileges } from './privileges.ts';
import styles from './Relationships.module.css';
import { useAsk, useRequests } from './requests.ts';

type PrivilegesProps = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly isGranted: boolean;
  /** False where another partner sells to the customer: it asks, and it ends. */
  readonly isSeller: boolean;
};

/** The privileges of the relationship: granted, asked for, or neither; asked for and given back here. */
export function Privileges({ customer, isGranted, isSeller }: PrivilegesProps) {
  const t = useWords();
  const formats = useFormats();
  const ask = useAsk();
  const end = useEndPrivileges(customer.id);
  const { items = [] } = useRequests(customer.id);
  const open = items.filter(({ kind, state, withDelegatedAdmin }) => kind === 'reseller' && state === 'open' && withDelegatedAdmin);
  const state = isGranted ? 'granted' : open.length > 0 ? 'requested' : 'missing';
  const { url, message } = ask.data ?? {};
  return (
    <>
      <p className={styles.line}>
        <Badge appearance="tint" color={isGranted ? 'success' : state === 'requested' ? 'brand' : 'warning'}>
          {t(`relationships.privileges.${state}`)}
        </Badge>
        <span>{t(`relationships.privileges.${state}Detail`)}</span>
      </p>
      {!isGranted && open[0] !== undefined && (
        <p className={styles.hint}>{t('relationships.until', { day: formats.day(open[0].expiresAt) })}</p>
      )}
      {isSeller && (
        <Buttons>
          <ConfirmDialog
            right="delegated_admin.manage"
            button={t(isGranted ? 'relationships.requestAgain' : 'relationships.requestPrivileges')}
            title={t('relationships.requestPrivileges')}
            confirm={t('relationships.makeDraft')}
            isBusy={ask.isPending}
            onConfirm={(requestId) =>
              ask.mutate({ wish: { note: customer.name, withDelegatedAdmin: true, customerId: customer.id }, requestId })
            }
          >
            {t('relationships.requestPrivilegesDetail', { name: customer.name })}
          </ConfirmDialog>
          {isGranted && (
            <ConfirmDialog
              right="delegated_admin.manage"
              button={t('relationships.endPrivileges')}
              title={t('relationships.endPrivilegesTitle', { name: customer.name })}
              confirm={t('relationships.endPrivileges')}
              isBusy={end.isPending}
              onConfirm={(requestId) => end.mutate({ wish: null, requestId })}
            >
              {t('relationships.endPrivilegesDetail')}
            </ConfirmDialog>
          )}
        </Buttons>
      )}
      {isSeller && <WhoMay right="delegated_admin.manage" />}
      {ask.error !== null && <ProblemNotice problem={ask.error.problem} />}
      {end.error !== null && <ProblemNotice problem={end.error.problem} />}
      {url !== undefined && message !== undefined && <MessageDraft key={url} url={url} message={message} onClose={() => ask.reset()} />}
    </>
  );
}
