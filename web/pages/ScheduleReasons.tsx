import type { ScheduledChange } from '../../src/upgrades/scheduled/contract.ts';
import { LinkButton } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { RemedyList } from '../upgrades/RemedyList.tsx';
import styles from './CustomerPage.module.css';

type Reasons = ScheduledChange['reasons'];
type Remedy = Reasons[number]['remedies'][number];
type ScheduleReasonsProps = { readonly customerId: string; readonly subscriptionId: string; readonly reasons: Reasons };

/** What stands against a scheduled change, each with what would help: its own remedies, those of seats and those of upgrades. */
export function ScheduleReasons({ customerId, subscriptionId, reasons }: ScheduleReasonsProps) {
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ code, description, remedies }) => (
        <li key={code} data-reason={code}>
          {description}
          {remedies.map((remedy) => (
            <HelpLine key={remedy.kind} remedy={remedy} customerId={customerId} subscriptionId={subscriptionId} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function HelpLine({ remedy, customerId, subscriptionId }: { remedy: Remedy; customerId: string; subscriptionId: string }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const facts: Readonly<Record<string, unknown>> = { ...remedy };
  const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
  const values = { minimum: number('minimum'), maximum: number('maximum'), count: number('usersTooMany') };
  const words = byCode(`schedules.remedy.${remedy.kind}`) ?? byCode(`seats.remedy.${remedy.kind}`, values);
  if (words === undefined || words === null)
    return <RemedyList remedies={[remedy]} customerId={customerId} subscriptionId={subscriptionId} standsIn="subscription" />;
  const elsewhere = remedy.kind === 'schedule_elsewhere' && typeof facts['subscriptionId'] === 'string' ? facts['subscriptionId'] : null;
  return (
    <div>
      {words}{' '}
      {elsewhere !== null && (
        <LinkButton
          size="small"
          to="/customers/$customerId/subscriptions/$subscriptionId"
          params={{ customerId, subscriptionId: elsewhere }}
        >
          {t('schedules.toSubscription')}
        </LinkButton>
      )}
    </div>
  );
}
