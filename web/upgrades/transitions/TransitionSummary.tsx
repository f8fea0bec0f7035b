import type { TransitionPreview } from '../../../src/upgrades/transitions/contract.ts';
import { Fact, Facts } from '../../kit/Facts.tsx';
import { useFormats } from '../../kit/formats.ts';
import { useWords } from '../../kit/words.ts';
import { ChargeLines } from '../ChargeLines.tsx';
import { ReasonList } from '../ReasonList.tsx';
import styles from './Transition.module.css';
import type { Place } from './transitions.ts';

/** What an operation would do and cost, or why it cannot be. */
export function TransitionSummary({ preview, targetOfferId, ...place }: Place & { preview: TransitionPreview; targetOfferId: string }) {
  const t = useWords();
  const formats = useFormats();
  const { isPossible, errors, reasons, toSubscription: to, lines, total, seatsLeft = 0, usersToMove, usersLeftBehind } = preview;
  if (!isPossible || to === undefined) {
    const refusals = reasons.map((reason, i) => ({ reason, description: errors[i]?.description ?? '' }));
    return <ReasonList refusals={refusals} targetOfferId={targetOfferId} standsIn="subscription" {...place} />;
  }
  return (
    <>
      <p className={styles.note}>{t(`transitions.way.${to.way}`)}</p>
      <ChargeLines lines={lines} total={total} />
      <Facts>
        <Fact name={t('transitions.seatsThere')}>{formats.number(to.quantity)}</Fact>
        {seatsLeft > 0 && <Fact name={t('transitions.seatsLeft')}>{formats.number(seatsLeft)}</Fact>}
        <Fact name={t('subscriptions.termEnd')}>{formats.day(to.endDate)}</Fact>
        {seatsLeft === 0 && <Fact name={t('transitions.usersToMove')}>{formats.number(usersToMove)}</Fact>}
        {usersLeftBehind.length > 0 && (
          <Fact name={t('transitions.usersLeftBehind')}>
            {formats.number(usersLeftBehind.length)} · {formats.shortList(usersLeftBehind.map((user) => user.displayName))}
          </Fact>
        )}
      </Facts>
    </>
  );
}
