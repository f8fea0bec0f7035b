import { PermittedButton } from '../kit/PermittedButton.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { useWords } from '../kit/words.ts';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import styles from './Fix.module.css';
import { useRemoveLicense } from './removeLicense.ts';

type RemoveLicenseFixProps = {
  readonly customerId: string;
  readonly userId: string;
  readonly name: string;
  readonly skuId: string;
  readonly product: string;
  readonly onFixed: () => void;
};

/** Takes the licence that is in the way from one user. */
export function RemoveLicenseFix({ customerId, userId, name, skuId, product, onFixed }: RemoveLicenseFixProps) {
  const t = useWords();
  const removal = useRemoveLicense(customerId, userId, onFixed);
  return (
    <div className={styles.fix}>
      <PermittedButton
        right="licenses.assign"
        size="small"
        isBusy={removal.isPending}
        label={t('licenses.removeAndMoveOf', { product, name })}
        onClick={() => removal.mutate({ wish: { skuId }, requestId: newRequestId() })}
      >
        {t('licenses.removeAndMove', { product })}
      </PermittedButton>
      <WriteProblem of={removal} />
    </div>
  );
}
