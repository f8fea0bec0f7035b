import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { TextLink } from '../kit/links.tsx';
import { useEndRelationship } from './privileges.ts';
import styles from './Relationships.module.css';

type EndRelationshipProps = {
  readonly customer: { readonly id: string; readonly name: string };
  /** What the partner sold and is in use or on its way; undefined while that is not known. */
  readonly active: readonly { readonly id: string; readonly friendlyName: string }[] | undefined;
  readonly onEnded: () => void;
};

/** Ends the relationship once nothing is active; until then it says what still is, with the way there. */
export function EndRelationship({ customer, active, onEnded }: EndRelationshipProps) {
  const t = useWords();
  const end = useEndRelationship(customer.id);
  const count = active?.length ?? 0;
  return (
    <>
      {count > 0 && (
        <>
          <p className={styles.about}>{t('relationships.stillActive', { count })}</p>
          <ul className={styles.list}>
            {active?.map(({ id, friendlyName }) => (
              <li key={id}>
                <TextLink
                  to="/customers/$customerId/subscriptions/$subscriptionId"
                  params={{ customerId: customer.id, subscriptionId: id }}
                >
                  {friendlyName}
                </TextLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <Buttons>
        <ConfirmDialog
          right="relationships.remove"
          button={t('relationships.end')}
          title={t('relationships.endTitle', { name: customer.name })}
          confirm={t('relationships.end')}
          isBusy={end.isPending}
          isDisabled={active === undefined || count > 0}
          onConfirm={(requestId) => end.mutate({ wish: null, requestId }, { onSuccess: onEnded })}
        >
          {t('relationships.endDetail')}
        </ConfirmDialog>
      </Buttons>
      <WhoMay right="relationships.remove" />
      {end.error !== null && <ProblemNotice problem={end.error.problem} />}
    </>
  );
}
