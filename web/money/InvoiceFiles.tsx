import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { useInvoiceFile } from './downloadInvoice.ts';
import styles from './Money.module.css';

/** An invoice to take away: the document, and the lines in the published columns. */
export function InvoiceFiles({ invoiceId, size = 'medium' }: { invoiceId: string; size?: 'small' | 'medium' }) {
  const t = useWords();
  const { mutate, isPending, error, variables } = useInvoiceFile(invoiceId);
  return (
    <>
      <div className={styles.buttons}>
        {(['pdf', 'csv'] as const).map((kind) => (
          <Button
            key={kind}
            size={size}
            icon={<ArrowDownloadRegular />}
            disabledFocusable={isPending}
            aria-label={t(kind === 'pdf' ? 'money.pdfOf' : 'money.csvOf', { id: invoiceId })}
            onClick={() => mutate(kind)}
          >
            {kind.toUpperCase()}
          </Button>
        ))}
      </div>
      {error !== null && variables !== undefined && <ProblemNotice problem={error.problem} onRetry={() => mutate(variables)} />}
    </>
  );
}
