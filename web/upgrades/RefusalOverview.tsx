import { useWords } from '../kit/words.ts';
import type { UpgradeOptions } from './listCustomerUpgrades.ts';
import styles from './RefusalOverview.module.css';
import { ReasonList } from './ReasonList.tsx';
import { refusalsOverall, targetsOf } from './targets.ts';

type RefusalOverviewProps = { readonly customerId: string; readonly subscriptionId: string; readonly options: UpgradeOptions };

/** Why a subscription cannot be upgraded to anything: what holds for every target once, then what holds for single ones. */
export function RefusalOverview({ customerId, subscriptionId, options }: RefusalOverviewProps) {
  const t = useWords();
  const { shared, single } = refusalsOverall(targetsOf(options.upgrades));
  const everywhere = [...shared, ...options.reasons.map((reason) => ({ reason, description: t('upgrades.hint.noPath') }))];
  const place = { customerId, subscriptionId };
  return (
    <div className={styles.overview}>
      {everywhere.length > 0 && <ReasonList refusals={everywhere} {...place} />}
      {single.map(({ target, refusals }) => (
        <div key={target.offer.id} className={styles.single} data-target={target.offer.id}>
          <div className={styles.target}>{t('upgrades.hint.to', { offer: target.offer.name })}</div>
          <ReasonList refusals={refusals} {...place} targetOfferId={target.offer.id} />
        </div>
      ))}
    </div>
  );
}
