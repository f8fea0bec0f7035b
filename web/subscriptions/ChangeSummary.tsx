import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { ChangePreview } from '../../src/subscriptions/change/contract.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { BillLines } from './BillLines.tsx';
import styles from './Change.module.css';

/** What a change would do: the bill of today, each coming period, add-ons that follow, people who lose a licence. */
export function ChangeSummary({ preview }: { preview: ChangePreview }) {
  const t = useWords();
  const formats = useFormats();
  const { lines, total, nextPeriod, resale, subscriptions, usersUnassigned, warnings } = preview;
  const addOns = subscriptions.filter(({ isAddOn }) => isAddOn);
  return (
    <>
      <BillLines lines={lines} />
      <Facts>
        {total !== undefined && <Fact name={t(total.amount < 0 ? 'seats.credit' : 'seats.total')}>{formats.money(total)}</Fact>}
        {resale !== undefined && lines.length > 0 && (
          <Fact name={t('money.resale', { margin: formats.percent(resale.marginBasisPoints / 10_000) })}>
            {formats.money(resale.total)}
          </Fact>
        )}
        {nextPeriod !== undefined && (
          <Fact name={t('seats.nextPeriod')}>
            {t('seats.beforeAfter', { before: formats.money(nextPeriod.before), after: formats.money(nextPeriod.after) })}
          </Fact>
        )}
        {addOns.map((addOn) => (
          <Fact key={addOn.subscriptionId} name={addOn.friendlyName}>
            <AddOnChange addOn={addOn} />
          </Fact>
        ))}
      </Facts>
      {usersUnassigned.length > 0 && (
        <p>{t('seats.unassigned', { names: formats.shortList(usersUnassigned.map(({ displayName }) => displayName)) })}</p>
      )}
      {warnings.map(({ code, description }) => (
        <MessageBar key={code} intent="warning" layout="multiline" className={styles.warning}>
          <MessageBarBody>{description}</MessageBarBody>
        </MessageBar>
      ))}
    </>
  );
}

function AddOnChange({ addOn: { quantity, status } }: { addOn: ChangePreview['subscriptions'][number] }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const word = (each: string) => byCode(`subscriptions.status.${each}`) ?? each;
  return status.before === status.after
    ? t('seats.beforeAfter', { before: formats.number(quantity.before), after: formats.number(quantity.after) })
    : t('seats.beforeAfter', { before: word(status.before), after: word(status.after) });
}
