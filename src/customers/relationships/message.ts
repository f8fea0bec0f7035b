import { dayOf } from '../../kit/dates.ts';
import type { Bilingual } from '../../kit/locale.ts';

/** What a drafted message speaks of. */
export type MessageFacts = {
  readonly partnerName: string;
  /** The indirect reseller that is to look after the customer; null for none. */
  readonly resellerName: string | null;
  readonly senderName: string;
  readonly withDelegatedAdmin: boolean;
  readonly url: string;
  readonly expiresAt: Date;
};

/** A message that the partner sends from its own mail program: nothing is sent from here. */
export type DraftedMessage = { readonly subject: Bilingual; readonly body: Bilingual };

/** Drafts the mail with which a partner asks a customer for a reseller relationship. */
export function draftRelationshipMessage(facts: MessageFacts): DraftedMessage {
  const { partnerName, resellerName, senderName, withDelegatedAdmin, url } = facts;
  const day = dayOf(facts.expiresAt);
  return {
    subject: { en: `${partnerName} asks to be your cloud reseller`, zhTW: `${partnerName} 要求成為貴公司的雲端轉銷商` },
    body: {
      en: [
        'Hello,',
        `${partnerName} would like to sell you cloud subscriptions and look after them.${resellerName === null ? '' : ` ${resellerName} will be your contact.`}`,
        withDelegatedAdmin
          ? 'We also ask for delegated admin privileges, so that we can manage users, licenses and services for you. You can accept the relationship without them, and take them back at any time.'
          : 'We do not ask for admin privileges: you stay the only administrator of your users and services.',
        `A global administrator of your organization accepts here. The Microsoft Customer Agreement is part of it:\n${url}`,
        `The link is for you alone, works once, and ends on ${day}.`,
        senderName,
      ].join('\n\n'),
      zhTW: [
        '您好：',
        `${partnerName} 希望為貴公司提供並維護雲端訂閱。${resellerName === null ? '' : `${resellerName} 將是您的聯絡窗口。`}`,
        withDelegatedAdmin
          ? '我們同時要求委派管理員權限，以便為您管理使用者、授權與服務。您可以只接受轉銷商關係而不授與權限，也可以隨時收回。'
          : '我們不要求管理員權限：使用者與服務仍只由貴公司管理。',
        `請由貴公司的全域系統管理員在此接受，其中包含 Microsoft 客戶合約：\n${url}`,
        `此連結僅供您使用，只能使用一次，並於 ${day} 失效。`,
        senderName,
      ].join('\n\n'),
    },
  };
}

/** Drafts the mail with which a partner asks for delegated administration that is limited in time and scope. */
export function draftDelegatedAdminMessage(
  facts: Omit<MessageFacts, 'resellerName' | 'withDelegatedAdmin'> & { readonly roles: readonly Bilingual[]; readonly days: number },
): DraftedMessage {
  const { partnerName, senderName, url, roles, days } = facts;
  const day = dayOf(facts.expiresAt);
  return {
    subject: { en: `${partnerName} asks for admin roles in your directory`, zhTW: `${partnerName} 要求貴公司目錄中的管理角色` },
    body: {
      en: [
        'Hello,',
        `to look after your users and licenses, ${partnerName} asks for these roles in your directory for ${days} days:`,
        roles.map((role) => `- ${role.en}`).join('\n'),
        `A global administrator of your organization approves or declines here:\n${url}`,
        `The link works once and ends on ${day}. You can take the roles back at any time.`,
        senderName,
      ].join('\n\n'),
      zhTW: [
        '您好：',
        `為了維護貴公司的使用者與授權，${partnerName} 要求在貴公司目錄中擔任下列角色，為期 ${days} 天：`,
        roles.map((role) => `- ${role.zhTW}`).join('\n'),
        `請由貴公司的全域系統管理員在此核准或拒絕：\n${url}`,
        `此連結只能使用一次，並於 ${day} 失效。您可以隨時收回這些角色。`,
        senderName,
      ].join('\n\n'),
    },
  };
}
