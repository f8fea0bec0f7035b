import { useMutation } from '@tanstack/react-query';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import type { RequestError } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { useWriter } from '../kit/writer.ts';
import styles from './Fix.module.css';
import { removeLicense } from './removeLicense.ts';

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
  const { csrfToken } = useWriter();
  const { mutate, isPending, error } = useMutation<unknown, RequestError, string>({
    mutationFn: (requestId) => removeLicense({ customerId, userId, skuId, csrfToken, requestId }),
    networkMode: 'always',
    onSuccess: onFixed,
  });
  return (
    <div className={styles.fix}>
      <PermittedButton
        right="licenses.assign"
        size="small"
        isBusy={isPending}
        label={t('licenses.removeAndMoveOf', { product, name })}
        onClick={() => mutate(newRequestId())}
      >
        {t('licenses.removeAndMove', { product })}
      </PermittedButton>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </div>
  );
}
