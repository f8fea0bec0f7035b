import type { HolderView } from '../../src/upgrades/channels/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Channels.module.css';

/** Who holds something, what, since and until when. Of another partner only that it does, and since when. */
export function Holder({ holder }: { holder: HolderView }) {
  const t = useWords();
  const formats = useFormats();
  const through = useThrough();
  const { offerName, quantity, heldSince, heldUntil } = holder;
  const since =
    heldUntil === undefined
      ? t('channels.since', { day: formats.day(heldSince) })
      : t('channels.sinceUntil', { day: formats.day(heldSince), until: formats.day(heldUntil) });
  const facts = [...(quantity === undefined ? [] : [t('channels.seats', { count: quantity })]), since];
  return (
    <>
      <strong className={styles.through}>{through(holder)}</strong> {offerName}
      <span className={styles.hint}>{facts.join(' · ')}</span>
    </>
  );
}

/** What a holder is called. */
export function useThrough(): (holder: Pick<HolderView, 'kind' | 'channel'>) => string {
  const t = useWords();
  const byCode = useWordsByCode();
  return ({ kind, channel = '' }) => {
    if (kind === 'own') return t('channels.own');
    return kind === 'other_partner' ? t('channels.otherPartner') : (byCode(`channels.channel.${channel}`) ?? channel);
  };
}
