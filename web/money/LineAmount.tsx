import type { LicenseBasedLineItem } from '../../src/billing/invoices/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { HoverCard } from '../kit/HoverCard.tsx';
import { TextLink } from '../kit/links.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { explanationsOf } from './explanations.ts';
import { useCharges } from './listCharges.ts';

type LineAmountProps = { readonly invoiceId: string; readonly line: LicenseBasedLineItem };

/** An amount that opens its cause, its days and its seats in words. */
export function LineAmount({ invoiceId, line }: LineAmountProps) {
  const t = useWords();
  const amount = useFormats().money({ amount: line.amount, currency: line.currency });
  const label = t('money.explain', { amount });
  return (
    <HoverCard label={label} text={amount} title={label}>
      <Explanation invoiceId={invoiceId} line={line} />
    </HoverCard>
  );
}

function Explanation({ invoiceId, line }: LineAmountProps) {
  const t = useWords();
  const { customerId, syndicationPartnerSubscriptionNumber: subscriptionId } = line;
  const { data, error, refetch } = useCharges(customerId, subscriptionId);
  return (
    <>
      {error !== null && data === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <SkeletonRows rows={2} height={16} />}
      {data !== undefined && explanationsOf(data, invoiceId, line).map((explanation) => <p key={explanation}>{explanation}</p>)}
      <TextLink to="/customers/$customerId/subscriptions/$subscriptionId/charges" params={{ customerId, subscriptionId }}>
        {t('money.allCharges')}
      </TextLink>
    </>
  );
}
