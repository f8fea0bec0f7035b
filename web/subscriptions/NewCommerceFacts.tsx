import type { Subscription } from '../../src/subscriptions/contract.ts';
import { Fact } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';

/** What only subscriptions of new commerce have: their term, what can be given back until when, and what is scheduled. */
export function NewCommerceFacts({ subscription }: { subscription: Subscription }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { productType, termDuration, cancellationAllowedUntilDate, refundableQuantity, scheduledNextTermInstructions: next } = subscription;
  if (productType === undefined) return null;
  const term = (duration: string) => byCode(`subscriptions.term.${duration}`) ?? duration;
  return (
    <>
      <Fact name={t('subscriptions.term')}>{term(termDuration)}</Fact>
      {cancellationAllowedUntilDate !== undefined && (
        <Fact name={t('subscriptions.cancellable')}>{formats.instant(cancellationAllowedUntilDate)}</Fact>
      )}
      {refundableQuantity !== undefined && (
        <Fact name={t('subscriptions.refundable')}>
          {refundableQuantity.details.length === 0
            ? t('subscriptions.refundable.none')
            : refundableQuantity.details.map(({ quantity, allowedUntilDateTime }) => (
                <div key={allowedUntilDateTime}>
                  {t('subscriptions.refundable.batch', { count: quantity, until: formats.instant(allowedUntilDateTime) })}
                </div>
              ))}
        </Fact>
      )}
      {next !== undefined && (
        <Fact name={t('subscriptions.nextTerm')}>
          {t('subscriptions.nextTerm.value', {
            product: next.product.title ?? next.product.productId,
            count: next.quantity,
            term: term(next.product.termDuration),
          })}
        </Fact>
      )}
    </>
  );
}
