import { inLocale, type Bilingual, type Locale } from '../kit/locale.ts';
import type { PortfolioUpgrade } from './contract.ts';

/** The headings of an exported matrix. */
export function exportHeadings(locale: Locale): readonly string[] {
  return HEADINGS.map((heading) => inLocale(heading, locale));
}

const HEADINGS: readonly Bilingual[] = [
  { en: 'Customer', zhTW: '客戶' },
  { en: 'Customer ID', zhTW: '客戶識別碼' },
  { en: 'Country', zhTW: '國家或地區' },
  { en: 'Subscription', zhTW: '訂閱' },
  { en: 'Subscription ID', zhTW: '訂閱識別碼' },
  { en: 'From', zhTW: '來源訂閱' },
  { en: 'To', zhTW: '目標訂閱' },
  { en: 'Target offer ID', zhTW: '目標優惠識別碼' },
  { en: 'Seats', zhTW: '授權數' },
  { en: 'Term ends', zhTW: '期限結束日' },
  { en: 'Possible', zhTW: '可升級' },
  { en: 'Reasons', zhTW: '原因代碼' },
  { en: 'Explanation', zhTW: '說明' },
  { en: 'Price per month now', zhTW: '目前每月價格' },
  { en: 'Price per month afterwards', zhTW: '升級後每月價格' },
  { en: 'Difference per month', zhTW: '每月差額' },
  { en: 'Currency', zhTW: '貨幣' },
  { en: 'Users who move', zhTW: '可移轉使用者' },
  { en: 'Users left behind', zhTW: '未移轉使用者' },
  { en: 'First possible day', zhTW: '最早可升級日' },
];

const YES: Bilingual = { en: 'yes', zhTW: '是' };
const NO: Bilingual = { en: 'no', zhTW: '否' };

/** A row of the matrix as a row of the file; ids are those of the API, so that other tools can go on with them. */
export function exportRow(row: PortfolioUpgrade, locale: Locale): readonly string[] {
  const { source, target, uplift } = row.pricePerMonth;
  const number = (value: number | undefined) => (value === undefined ? '' : String(value));
  return [
    row.customerName,
    row.customerId,
    row.country,
    row.friendlyName,
    row.subscriptionId,
    row.sourceOffer.name,
    row.targetOffer.name,
    row.targetOffer.id,
    String(row.quantity),
    row.renewalDate,
    inLocale(row.isEligible ? YES : NO, locale),
    row.upgradeErrors.map(({ reason }) => reason.code).join(' '),
    row.upgradeErrors.map(({ description }) => description).join(' '),
    number(source?.amount),
    number(target?.amount),
    number(uplift?.amount),
    (uplift ?? source)?.currency ?? '',
    number(row.usersToMove),
    number(row.usersLeftBehind),
    row.firstPossibleOn ?? '',
  ];
}
