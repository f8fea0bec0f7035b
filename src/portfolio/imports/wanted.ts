import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import type { WhyUnreadable } from '../../platform/records.ts';
import type { ImportKind } from './kinds/contract.ts';

/** What should stand in a place of a file, as far as the words about it need it. */
export type Wanted =
  | { readonly what: 'text' }
  | { readonly what: 'characters_at_most'; readonly most: number }
  | { readonly what: 'guid_or_nothing' }
  | { readonly what: 'day' }
  | { readonly what: 'day_not_in_future' }
  | { readonly what: 'day_after'; readonly column: string }
  | { readonly what: 'seats'; readonly most: number }
  | { readonly what: 'one_of'; readonly words: readonly string[] }
  | { readonly what: 'domain' }
  | { readonly what: 'email_or_nothing' }
  | { readonly what: 'language' }
  | { readonly what: 'culture' }
  | { readonly what: 'country' }
  | { readonly what: 'country_or_nothing' }
  | { readonly what: 'delegated_admin' }
  | { readonly what: 'reseller_of_yours' }
  | { readonly what: 'customer_of_yours' }
  | { readonly what: 'customer_of_yours_or_new' }
  /** The relationship ended between the check and the writing. */
  | { readonly what: 'customer_still_yours' }
  | { readonly what: 'sign_in_name' }
  | { readonly what: 'user_of_customer' }
  /** The user was deleted between the check and the writing. */
  | { readonly what: 'user_still_there' }
  | { readonly what: 'group_of_customer' }
  | { readonly what: 'id_of_one_group' }
  | { readonly what: 'member_of_group' }
  | { readonly what: 'product_of_group' }
  /** The group, its members or what it hands on changed between the check and the writing. */
  | { readonly what: 'group_still_so' }
  | { readonly what: 'offer' }
  | { readonly what: 'plans_of_product' }
  | { readonly what: 'product_with_subscription' }
  | { readonly what: 'users_at_most'; readonly seats: number }
  | { readonly what: 'own_currency'; readonly currency: string }
  | { readonly what: 'base_of_add_on' }
  | { readonly what: 'base_there_or_in_file' }
  | { readonly what: 'term_begun' }
  | { readonly what: 'anchor_day' }
  | { readonly what: 'running_term'; readonly today: string }
  | { readonly what: 'amount'; readonly currency: string }
  | { readonly what: 'price_not_listed'; readonly per: 'month' | 'year'; readonly currency: string; readonly term: string }
  | { readonly what: 'known_column'; readonly kind: ImportKind }
  | { readonly what: 'needed_column'; readonly column: string }
  | { readonly what: 'readable'; readonly why: WhyUnreadable }
  | { readonly what: 'unlike_others' }
  /** Noted by an earlier version, in English. */
  | { readonly what: 'told'; readonly words: string };

/** What should stand there, to be read after "should be". */
export function explainWanted(wanted: Wanted, locale: Locale): string {
  return inLocale(sentence(wanted), locale);
}

function sentence(wanted: Wanted): Bilingual {
  switch (wanted.what) {
    case 'characters_at_most':
      return { en: `at most ${wanted.most} characters`, zhTW: `最多 ${wanted.most} 個字元` };
    case 'day_after':
      return { en: `a day after ${wanted.column}`, zhTW: `晚於 ${wanted.column} 的日期` };
    case 'seats':
      return { en: `a whole number from 1 to ${wanted.most}`, zhTW: `1 到 ${wanted.most} 的整數` };
    case 'one_of':
      return { en: `one of ${wanted.words.join(', ')}`, zhTW: `下列其中之一：${wanted.words.join('、')}` };
    case 'users_at_most':
      return {
        en: `at most ${wanted.seats} users: so many seats the customer has`,
        zhTW: `最多 ${wanted.seats} 位使用者，即客戶擁有的授權數`,
      };
    case 'own_currency':
      return { en: `${wanted.currency}, in which you bill`, zhTW: `您的計費貨幣 ${wanted.currency}` };
    case 'running_term':
      return { en: `a day after ${wanted.today}: the term that is running now`, zhTW: `晚於 ${wanted.today} 的日期，即目前期限的結束日` };
    case 'amount':
      return {
        en: `an amount in ${wanted.currency} such as 12.50, for one seat and billing period`,
        zhTW: `每個授權每個計費週期的 ${wanted.currency} 金額，例如 12.50`,
      };
    case 'price_not_listed':
      return {
        en: `the price of one seat for one ${wanted.per} in ${wanted.currency}, since your price list has none (${wanted.term})`,
        zhTW: `每個授權${wanted.per === 'month' ? '每月' : '每年'}的 ${wanted.currency} 價格，因為您的價目表沒有此價格（${wanted.term}）`,
      };
    case 'known_column':
      return { en: `a column of ${wanted.kind}`, zhTW: `${wanted.kind} 檔案的欄位` };
    case 'needed_column':
      return { en: `a column "${wanted.column}"`, zhTW: `欄位「${wanted.column}」` };
    case 'readable':
      return {
        en: `a row that can be read: this line ${UNREADABLE[wanted.why].en}, and what follows it was not looked at`,
        zhTW: `可讀取的資料列：此行${UNREADABLE[wanted.why].zhTW}，之後的內容未檢查`,
      };
    case 'told':
      return { en: wanted.words, zhTW: wanted.words };
    default:
      return PLAIN[wanted.what];
  }
}

const UNREADABLE: Readonly<Record<WhyUnreadable, Bilingual>> = {
  not_utf8: { en: 'is no text in UTF-8', zhTW: '不是 UTF-8 文字' },
  quotes: { en: 'has quotes that do not fit together, or is too long', zhTW: '的引號不成對，或內容過長' },
  no_headings: { en: 'has no headings', zhTW: '沒有欄位標題' },
  too_long: { en: 'is too long', zhTW: '過長' },
  not_json: { en: 'is no JSON', zhTW: '不是 JSON' },
  not_object: { en: 'is no JSON object', zhTW: '不是 JSON 物件' },
  unkept_character: { en: 'holds a character that cannot be kept', zhTW: '包含無法保存的字元' },
};

/** What is said in the same words whatever the row. */
type Plain = Exclude<
  Wanted['what'],
  | 'characters_at_most'
  | 'day_after'
  | 'seats'
  | 'one_of'
  | 'users_at_most'
  | 'own_currency'
  | 'running_term'
  | 'amount'
  | 'price_not_listed'
  | 'known_column'
  | 'needed_column'
  | 'readable'
  | 'told'
>;

const PLAIN: Readonly<Record<Plain, Bilingual>> = {
  text: { en: 'a text', zhTW: '文字' },
  guid_or_nothing: { en: 'a GUID, or nothing', zhTW: 'GUID，或留空' },
  day: { en: 'a day such as 2026-01-31', zhTW: '日期，例如 2026-01-31' },
  day_not_in_future: { en: 'a day that is not in the future', zhTW: '不晚於今天的日期' },
  domain: { en: 'a domain such as contoso.onmicrosoft.com', zhTW: '網域，例如 contoso.onmicrosoft.com' },
  email_or_nothing: { en: 'a mail address, or nothing', zhTW: '電子郵件地址，或留空' },
  language: { en: 'a language such as en', zhTW: '語言，例如 en' },
  culture: { en: 'a culture such as en-US', zhTW: '地區設定，例如 en-US' },
  country: { en: 'a country of ISO 3166 such as US', zhTW: 'ISO 3166 國家/地區代碼，例如 US' },
  country_or_nothing: { en: 'a country of ISO 3166 such as US, or nothing', zhTW: 'ISO 3166 國家/地區代碼，例如 US，或留空' },
  delegated_admin: {
    en: 'yes, no, or names of services separated by blanks',
    zhTW: 'yes、no，或以空格分隔的服務名稱',
  },
  reseller_of_yours: { en: 'the number of an indirect reseller that works with you', zhTW: '與您合作的間接經銷商編號' },
  customer_of_yours: {
    en: 'the id or domain of a customer of yours; import the customers first',
    zhTW: '您客戶的識別碼或網域；請先匯入客戶',
  },
  customer_of_yours_or_new: {
    en: 'a customer of yours, or one that is not known here yet: invite this one to a relationship',
    zhTW: '您的客戶，或此系統尚未登錄的客戶；請邀請此客戶建立關係',
  },
  customer_still_yours: {
    en: 'a customer of yours: this one is not, since the file was checked',
    zhTW: '您的客戶；檔案檢查後，與此客戶的關係已結束',
  },
  sign_in_name: { en: 'a sign-in name such as ada@contoso.onmicrosoft.com', zhTW: '登入名稱，例如 ada@contoso.onmicrosoft.com' },
  user_of_customer: {
    en: 'the id or sign-in name of an active user of the customer; import the users first',
    zhTW: '客戶使用中使用者的識別碼或登入名稱；請先匯入使用者',
  },
  user_still_there: {
    en: 'a user who is there: this one was deleted since the file was checked',
    zhTW: '現有的使用者；檔案檢查後，此使用者已刪除',
  },
  group_of_customer: {
    en: 'the id or name of a group of the customer; import the groups first',
    zhTW: '客戶群組的識別碼或名稱；請先匯入群組',
  },
  id_of_one_group: {
    en: 'the id of the group, since the customer has several of this name',
    zhTW: '群組的識別碼，因為客戶有多個同名群組',
  },
  member_of_group: { en: 'a member of the group; import the group-members first', zhTW: '群組的成員；請先匯入 group-members' },
  product_of_group: {
    en: 'a product that the group hands on; import the group-licenses first',
    zhTW: '群組授與成員的產品；請先匯入 group-licenses',
  },
  group_still_so: {
    en: 'a group as it was: this one was changed since the file was checked',
    zhTW: '維持原狀的群組；檔案檢查後，此群組已變更',
  },
  offer: { en: 'an offer of the catalogue: its id, or the part number of its product', zhTW: '目錄中的優惠：識別碼或產品料號' },
  plans_of_product: { en: 'service plans of the product, separated by blanks', zhTW: '產品的服務方案，以空格分隔' },
  product_with_subscription: { en: 'a product that the customer has a subscription of', zhTW: '客戶擁有訂閱的產品' },
  base_of_add_on: { en: 'the subscription that the add-on belongs to', zhTW: '附加元件所屬的訂閱' },
  base_there_or_in_file: {
    en: 'a subscription of the customer, in this file or there already',
    zhTW: '客戶的訂閱，在此檔案中或已存在',
  },
  anchor_day: {
    en: '29, 30 or 31, where the term begins on the last day of a month that is too short to have it; nothing otherwise',
    zhTW: '29、30 或 31，僅限期限開始於當月最後一天且該月沒有此日時；否則請留空',
  },
  term_begun: { en: 'a term that has begun, or begins within a month', zhTW: '已開始或一個月內開始的期限' },
  unlike_others: {
    en: 'something that no line before says; where two are alike, give each an id of its own',
    zhTW: '與前面各行不同的內容；若有兩筆相同，請各給一個識別碼',
  },
};
