import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import type { CampaignRow } from '../contract.ts';
import type { RowState } from './row.ts';

/** The headings of a campaign's result file. */
export function resultHeadings(locale: Locale): readonly string[] {
  return HEADINGS.map((heading) => inLocale(heading, locale));
}

const HEADINGS: readonly Bilingual[] = [
  { en: 'Customer', zhTW: '客戶' },
  { en: 'Customer ID', zhTW: '客戶識別碼' },
  { en: 'Subscription', zhTW: '訂閱' },
  { en: 'Subscription ID', zhTW: '訂閱識別碼' },
  { en: 'From', zhTW: '來源訂閱' },
  { en: 'To', zhTW: '目標訂閱' },
  { en: 'Target offer ID', zhTW: '目標優惠識別碼' },
  { en: 'Seats', zhTW: '授權數' },
  { en: 'Result', zhTW: '結果' },
  { en: 'Scheduled for', zhTW: '預定日期' },
  { en: 'Scheduled change', zhTW: '排程狀態' },
  { en: 'Bill', zhTW: '帳單金額' },
  { en: 'More per month', zhTW: '每月增加金額' },
  { en: 'Currency', zhTW: '貨幣' },
  { en: 'Users moved', zhTW: '已移轉使用者' },
  { en: 'Users left behind', zhTW: '留下的使用者' },
  { en: 'Reasons', zhTW: '原因代碼' },
  { en: 'Explanation', zhTW: '說明' },
  { en: 'Differences', zhTW: '差異' },
  { en: 'When', zhTW: '時間' },
  { en: 'Upgrade ID', zhTW: '升級識別碼' },
  { en: 'New subscription ID', zhTW: '新訂閱識別碼' },
  { en: 'Add-ons', zhTW: '附加元件' },
];

const STATES: Readonly<Record<RowState, Bilingual>> = {
  chosen: { en: 'not worked out yet', zhTW: '尚未試算' },
  possible: { en: 'not carried out', zhTW: '尚未執行' },
  refused: { en: 'refused', zhTW: '無法升級' },
  changed: { en: 'changed since the dry run', zhTW: '試算後已變更' },
  failed: { en: 'failed', zhTW: '失敗' },
  omitted: { en: 'left out', zhTW: '已排除' },
  scheduled: { en: 'scheduled', zhTW: '已排程' },
  upgraded: { en: 'upgraded', zhTW: '已升級' },
  undoing: { en: 'being undone', zhTW: '復原中' },
  undone: { en: 'undone', zhTW: '已復原' },
};

const SCHEDULES: Readonly<Record<NonNullable<CampaignRow['scheduleState']>, Bilingual>> = {
  pending: { en: 'waits for its day', zhTW: '等待執行' },
  done: { en: 'carried out', zhTW: '已執行' },
  failed: { en: 'failed', zhTW: '失敗' },
  cancelled: { en: 'taken back', zhTW: '已取消' },
};

/** A row as a row of the result file. */
export function resultRow(row: CampaignRow, locale: Locale): readonly string[] {
  const number = (value: number | undefined) => (value === undefined ? '' : String(value));
  const reasons = [...row.reasons, ...row.undoReasons];
  return [
    row.customerName,
    row.customerId,
    row.friendlyName,
    row.subscriptionId,
    row.sourceOffer.name,
    row.targetOffer.name,
    row.targetOffer.id,
    number(row.quantity),
    inLocale(STATES[row.state], locale),
    row.scheduledFor ?? '',
    row.scheduleState === undefined ? '' : inLocale(SCHEDULES[row.scheduleState], locale),
    number(row.total?.amount),
    number(row.monthMore?.amount),
    row.total?.currency ?? '',
    number(row.usersMoved),
    number(row.usersLeftBehind),
    reasons.map(({ code }) => code).join(' '),
    reasons.map(({ description }) => description).join(' '),
    row.differences.map(({ what, promised, now }) => `${what}: ${promised} → ${now}`).join('; '),
    row.finishedAt ?? '',
    row.upgradeId ?? '',
    row.targetSubscriptionId ?? '',
    row.addOns.map((addOn) => addOnWords(addOn, locale)).join('; '),
  ];
}

const CHOICES: Readonly<Record<'keep' | 'drop' | 'open', Bilingual>> = {
  keep: { en: 'goes along', zhTW: '保留在新訂閱' },
  drop: { en: 'ends with a credit', zhTW: '結束並退款' },
  open: { en: 'not decided', zhTW: '尚未決定' },
};
const ALONE: Bilingual = { en: ' (decided for this row)', zhTW: '（僅此項目的決定）' };

function addOnWords({ offer, quantity, choice, isDecidedAlone }: CampaignRow['addOns'][number], locale: Locale): string {
  return `${offer.name} × ${quantity}: ${inLocale(CHOICES[choice ?? 'open'], locale)}${isDecidedAlone ? inLocale(ALONE, locale) : ''}`;
}
