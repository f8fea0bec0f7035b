import type { Spend } from '../../src/billing/spend/contract.ts';
import { BarList } from '../kit/BarList.tsx';
import { Details } from '../kit/Details.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import { AmountLink } from './AmountLink.tsx';
import type { SpentFilter } from './spentCharges.ts';

/** So many products are in sight; the others are a press away. */
const SHOWN_MOST = 7;

/** Spend by product, dearest first: each with its amount, which opens its charges, and a bar in proportion to the dearest. */
export function ProductBars({ products, filter }: { products: Spend['products']; filter: SpentFilter }) {
  const t = useWords();
  const formats = useFormats();
  const whole = Math.max(0, ...products.map(({ total }) => Math.abs(total.amount)));
  const items = products.map(({ offerId, offerName, total }) => ({
    key: offerId,
    name: offerName,
    number: <AmountLink text={formats.money(total)} isNothing={total.amount === 0} filter={{ ...filter, offerId }} />,
    part: total.amount,
    whole,
  }));
  const others = items.slice(SHOWN_MOST);
  return (
    <>
      <BarList items={items.slice(0, SHOWN_MOST)} />
      {others.length > 0 && (
        <Details summary={t('kit.more', { count: others.length })}>
          <BarList items={others} />
        </Details>
      )}
    </>
  );
}
