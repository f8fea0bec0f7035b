import { unreachable } from '../../kit/brand.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import type { Mail } from '../../platform/mail.ts';
import type { Matter } from './notice.ts';

/** What a person is told by mail: one line for each notice, and the way to them. */
export function mailOf(
  { address, displayName, language }: { readonly address: string; readonly displayName: string; readonly language: Locale },
  matters: readonly Matter[],
  publicUrl: string,
): Mail {
  const lines = matters.map((matter) => `- ${inLocale(sentenceOf(matter), language)}`);
  return {
    to: address,
    subject: inLocale(SUBJECT, language),
    text: [inLocale(hello(displayName), language), '', ...lines, '', `${publicUrl}/notices`, '', inLocale(END, language), ''].join('\n'),
  };
}

const SUBJECT: Bilingual = { en: 'Upseat: something to act on', zhTW: 'Upseat：有待處理的事項' };
const END: Bilingual = {
  en: 'At most one mail a day, and only when something is new. You can change that on the page above.',
  zhTW: '每天最多一封郵件，且只在有新事項時寄送。您可以在上述頁面變更。',
};

function hello(name: string): Bilingual {
  return { en: `Hello ${name},`, zhTW: `${name}，您好：` };
}

function sentenceOf({ kind, count, firstOn }: Matter): Bilingual {
  const on = firstOn === null ? { en: '', zhTW: '' } : { en: `, first on ${firstOn}`, zhTW: `，最早為 ${firstOn}` };
  switch (kind) {
    case 'left_behind':
      return { en: `Users left behind by upgrades: ${count}`, zhTW: `未移轉使用者：${count}` };
    case 'schedule_trouble':
      return { en: `Scheduled changes that failed or would fail: ${count}${on.en}`, zhTW: `失敗或將會失敗的排程變更：${count}${on.zhTW}` };
    case 'campaign_waiting':
      return { en: `Campaigns that wait: ${count}`, zhTW: `等待中的升級活動：${count}` };
    case 'term_end':
      return { en: `Subscriptions that end and are not renewed: ${count}${on.en}`, zhTW: `即將結束且不會續約的訂閱：${count}${on.zhTW}` };
    case 'removal':
      return { en: `Suspended subscriptions that will be removed: ${count}${on.en}`, zhTW: `即將移除的已暫停訂閱：${count}${on.zhTW}` };
    case 'delegated_admin_end':
      return { en: `Delegated admin relationships that end: ${count}${on.en}`, zhTW: `即將結束的委派系統管理關係：${count}${on.zhTW}` };
    default:
      return unreachable(kind);
  }
}
