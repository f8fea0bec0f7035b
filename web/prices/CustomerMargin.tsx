import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { MarginDialog } from './MarginDialog.tsx';
import { useCustomerMargin, useSetCustomerMargin } from './prices.ts';

/** What is put on top of the bill for one customer: its own margin, or its reseller's. */
export function CustomerMargin({ customerId }: { customerId: string }) {
  const t = useWords();
  const formats = useFormats();
  const { data: margin } = useCustomerMargin(customerId, true);
  const { mutate, isPending, error } = useSetCustomerMargin(customerId);
  // Whoever sells through another partner has no margin to set.
  if (margin === undefined) return null;
  const percent = formats.percent(margin.effective / 10_000);
  const isResellers = margin.own === undefined && margin.reseller !== undefined;
  return (
    <>
      <Facts>
        <Fact name={t('prices.ownMargin')}>{isResellers ? t('prices.marginOfReseller', { margin: percent }) : percent}</Fact>
      </Facts>
      <Buttons>
        <MarginDialog
          title={t('prices.ownMargin')}
          basisPoints={margin.effective}
          isBusy={isPending}
          error={error}
          onSave={(wish, requestId, close) => mutate({ wish, requestId }, { onSuccess: close })}
        />
        {margin.own !== undefined && margin.reseller !== undefined && (
          <PermittedButton
            right="prices.write"
            size="small"
            isBusy={isPending}
            onClick={() => mutate({ wish: null, requestId: newRequestId() })}
          >
            {t('prices.dropMargin')}
          </PermittedButton>
        )}
      </Buttons>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </>
  );
}
