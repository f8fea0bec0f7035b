import type { Catalog } from '../catalog/catalog.ts';
import { unreachable } from '../kit/brand.ts';
import { inLocale, type Bilingual, type Locale } from '../kit/locale.ts';
import type { Reason } from '../upgrades/reasons.ts';
import { explainOwn, isOwn as isOfSchedule, type ScheduleReason } from '../upgrades/scheduled/reasons.ts';
import { explain } from '../upgrades/words.ts';
import type { Trouble } from './campaign.ts';
import type { CampaignReason, RowReason } from './reasons.ts';

/** One sentence that says why something is not done to a campaign. */
export function explainCampaign(reason: CampaignReason, locale: Locale): string {
  return inLocale(sentence(reason), locale);
}

function sentence(reason: CampaignReason): Bilingual {
  switch (reason.code) {
    case 'campaign_state_forbids':
      if (reason.action === 'decide')
        return {
          en: `The campaign is ${STATES[reason.state].en}: what was approved is carried out as it is. Work it out again first; nothing is approved then, and you can decide.`,
          zhTW: `此升級活動目前為「${STATES[reason.state].zhTW}」，已核准的內容會照原樣執行。請先重新試算，核准即失效，之後便可決定。`,
        };
      return {
        en: `The campaign is ${STATES[reason.state].en}: this cannot be done now.`,
        zhTW: `此升級活動目前為「${STATES[reason.state].zhTW}」，無法執行此動作。`,
      };
    case 'campaign_needs_second_person':
      return {
        en: 'Somebody else must approve this campaign: whoever prepared it may not.',
        zhTW: '此升級活動必須由另一位人員核准，準備者不得自行核准。',
      };
    case 'campaign_has_no_such_rows':
      return { en: 'The campaign has no rows for which this could be done.', zhTW: '此升級活動沒有可執行此動作的項目。' };
    default:
      return unreachable(reason);
  }
}

const STATES = {
  choosing: { en: 'choosing its subscriptions', zhTW: '正在選取訂閱' },
  rehearsing: { en: 'in its dry run', zhTW: '試算中' },
  ready: { en: 'waiting for approval', zhTW: '等待核准' },
  approved: { en: 'approved', zhTW: '已核准' },
  running: { en: 'running', zhTW: '執行中' },
  paused: { en: 'paused', zhTW: '已暫停' },
  stopped: { en: 'stopped', zhTW: '已停止' },
  done: { en: 'done', zhTW: '已完成' },
} as const;

/** One sentence that says why a row is not carried out. */
export function explainRow(reason: RowReason, catalog: Catalog, locale: Locale): string {
  if (isOwn(reason)) return inLocale(OWN[reason.code], locale);
  if (isOfSchedule(reason)) return explainOwn(reason, locale);
  return explain(reason, catalog, locale);
}

type Own = Exclude<RowReason, Reason | ScheduleReason>;

/** Whether a reason is a campaign's own, and none of the law. */
export function isOwn(reason: RowReason): reason is Own {
  return reason.code in OWN;
}

const OWN: Readonly<Record<Own['code'], Bilingual>> = {
  campaign_customer_gone: { en: 'The customer is no longer yours.', zhTW: '您與此客戶的轉銷商關係已結束。' },
  campaign_preview_expired: { en: 'The dry run is too long ago. Work it out again.', zhTW: '試算結果已過期，請重新試算。' },
  campaign_day_passed: {
    en: 'The day for which it was to be scheduled is here or over. Upgrade it now, or choose a later day.',
    zhTW: '預定日期已到或已過。請立即升級，或選擇較晚的日期。',
  },
  campaign_takes_all_seats: {
    en: 'An upgrade on a later day takes all seats that there are then; another number was asked for.',
    zhTW: '於較晚日期執行的升級會包含屆時的所有授權，但此項目指定了不同的授權數。',
  },
  campaign_unforeseen: {
    en: 'Something unforeseen happened several times; the log of the server has it. Nothing was changed.',
    zhTW: '多次發生未預期的錯誤，詳情請見伺服器記錄；未變更任何資料。',
  },
};

/** One sentence that says why a campaign does not go on. */
export function explainTrouble(trouble: Trouble, locale: Locale): string {
  switch (trouble.kind) {
    case 'too_many_rows':
      return inLocale(
        {
          en: `The filter finds more than ${trouble.rowsMax} subscriptions. Narrow it, and make several campaigns.`,
          zhTW: `篩選結果超過 ${trouble.rowsMax} 個訂閱，請縮小範圍並分成多個升級活動。`,
        },
        locale,
      );
    case 'nothing_chosen':
      return inLocale({ en: 'The filter finds no subscription.', zhTW: '篩選結果沒有任何訂閱。' }, locale);
    case 'person_may_not':
      return inLocale(
        {
          en: 'Whoever prepared it may not upgrade any more. Somebody else can start a new dry run.',
          zhTW: '準備者已無升級權限。請由其他人員重新試算。',
        },
        locale,
      );
    default:
      return unreachable(trouble);
  }
}
