import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import { useBalances } from './listBalances.ts';

/** All that was invoiced so far, in each currency; nothing before the first invoice. */
export function Balances() {
  const t = useWords();
  const formats = useFormats();
  const { data } = useBalances();
  const sums = (data ?? []).filter(({ latestInvoiceDate }) => latestInvoiceDate !== undefined);
  if (sums.length === 0) return null;
  const total = formats.list(
    sums.map(({ balanceAmount, currencyCode }) => formats.money({ amount: balanceAmount, currency: currencyCode })),
  );
  return <span>{t('money.invoiced', { total })}</span>;
}
