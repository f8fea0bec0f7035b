import { TextLink } from '../kit/links.tsx';
import { useWords } from '../kit/words.ts';
import type { SpentFilter } from './spentCharges.ts';

/** A sum that opens the charges behind it. A sum of nothing opens nothing. */
export function AmountLink({ text, isNothing, filter }: { text: string; isNothing: boolean; filter: SpentFilter }) {
  const t = useWords();
  if (isNothing) return text;
  return (
    <TextLink to="/invoices/charges" search={filter} aria-label={t('money.chargesBehind', { amount: text })}>
      {text}
    </TextLink>
  );
}
