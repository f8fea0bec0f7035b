import { Badge } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import type { Channels, TargetView } from '../../src/upgrades/channels/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Channels.module.css';
import { Holder } from './Holder.tsx';

type FirstDaysProps = {
  readonly customerId: string;
  readonly upgrades: Channels['upgrades'];
  /** What the partner calls a subscription. */
  readonly nameOf: (subscriptionId: string) => string | null;
};

/** For each subscription that leads anywhere: its targets, and the first day on which nothing held elsewhere is in the way. */
export function FirstDays({ customerId, upgrades, nameOf }: FirstDaysProps) {
  const t = useWords();
  const columns = useColumns();
  if (upgrades.length === 0) return <EmptyState icon={<ArrowUpRegular />} title={t('channels.noUpgrades')} />;
  return upgrades.map(({ subscriptionId, offerName, targets }) => {
    const name = nameOf(subscriptionId) ?? offerName;
    return (
      <div key={subscriptionId} className={styles.block}>
        <h3 className={styles.subheading}>
          <TextLink to="/customers/$customerId/subscriptions/$subscriptionId/upgrade" params={{ customerId, subscriptionId }}>
            {name}
          </TextLink>
        </h3>
        <DataTable label={name} columns={columns} rows={targets} rowKey={({ targetOfferId }) => `${subscriptionId}-${targetOfferId}`} />
      </div>
    );
  });
}

function useColumns(): readonly Column<TargetView>[] {
  const t = useWords();
  return [
    {
      key: 'target',
      heading: t('channels.target'),
      width: '2.4fr',
      isTitle: true,
      cell: ({ targetOfferName }) => <span className={styles.strong}>{targetOfferName}</span>,
    },
    { key: 'when', heading: t('channels.when'), width: '1.6fr', cell: (target) => <When target={target} /> },
    { key: 'waits', heading: t('channels.waitsFor'), width: '3.4fr', cell: (target) => <InTheWay target={target} /> },
  ];
}

function When({ target }: { target: TargetView }) {
  const t = useWords();
  const formats = useFormats();
  switch (target.when) {
    case 'now':
      return (
        <Badge appearance="tint" color="success">
          {t('channels.now')}
        </Badge>
      );
    case 'on':
      return (
        <Badge appearance="tint" color="brand">
          {t('channels.on', { day: formats.day(target.firstPossibleOn ?? '') })}
        </Badge>
      );
    case 'unknown':
      return (
        <>
          <Badge appearance="tint" color="warning">
            {t('channels.unknown')}
          </Badge>
          <span className={styles.hint}>{t('channels.unknownDetail')}</span>
        </>
      );
    default:
      return null;
  }
}

function InTheWay({ target }: { target: TargetView }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const { waitsFor, otherReasons } = target;
  if (waitsFor.length === 0 && otherReasons.length === 0) return t('channels.nothing');
  return (
    <>
      <ul className={styles.plain}>
        {waitsFor.map((holder) => (
          <li key={JSON.stringify(holder)}>
            <Holder holder={holder} />
          </li>
        ))}
      </ul>
      {otherReasons.length > 0 && (
        <>
          <span className={styles.hint}>{t('channels.otherReasons')}</span>
          <ul className={styles.list}>
            {otherReasons.map((code) => (
              <li key={code}>{byCode(`reasons.${code}.title`) ?? code}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
