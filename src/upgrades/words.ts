import type { Catalog } from '../catalog/catalog.ts';
import { offerName } from '../catalog/names.ts';
import { unreachable } from '../kit/brand.ts';
import type { OfferId, ServicePlanId } from '../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../kit/locale.ts';
import { limitSentence } from '../subscriptions/limit-words.ts';
import type { Holder } from '../subscriptions/tenant/holdings.ts';
import { impossibleSentence } from './add-on-words.ts';
import type { Reason } from './reasons.ts';

/** One sentence that says why an upgrade is refused, for clients that show the description as it is. */
export function explain(reason: Reason, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(reason, catalog, locale), locale);
}

/** A service plan's name in the asked language. */
export function serviceName(catalog: Catalog, id: ServicePlanId, locale: Locale): string {
  const plan = catalog.plans.get(id);
  return plan === undefined ? id : inLocale(plan.displayName, locale);
}

function sentence(reason: Reason, catalog: Catalog, locale: Locale): Bilingual {
  const named = (ids: readonly OfferId[]) => ids.map((id) => offerName(catalog, id, locale)).join(locale === 'zh-TW' ? '、' : ', ');
  switch (reason.code) {
    case 'delegated_admin_permissions_disabled':
      return {
        en: 'The customer has not granted you delegated admin privileges for this service.',
        zhTW: '客戶尚未授與您這項服務的委派管理員權限。',
      };
    case 'role_may_not_upgrade':
      return { en: 'Your role may look at upgrades, but not make one.', zhTW: '您的角色可以檢視升級，但不能執行升級。' };
    case 'currency_differs':
      return {
        en: `The subscription is billed in ${reason.currency}, and you buy in ${reason.partnerCurrency}.`,
        zhTW: `此訂閱以 ${reason.currency} 計費，而您以 ${reason.partnerCurrency} 購買。`,
      };
    case 'user_context_required':
      return {
        en: 'Moving users’ licenses needs a signed-in person; an application may upgrade without moving them.',
        zhTW: '移轉使用者授權必須由登入的人員執行；應用程式只能在不移轉使用者的情況下升級。',
      };
    case 'indirect_reseller':
      return {
        en: `${reason.providerName} sells to this customer, and only the seller can order. Ask your provider.`,
        zhTW: `此客戶由 ${reason.providerName} 銷售，只有銷售者可以下單。請洽您的間接提供者。`,
      };
    case 'insufficient_granular_admin_permissions':
      if (reason.directoryRoles.length > 0)
        return {
          en: 'The roles that the customer granted you for a time only read its directory; the seats can be upgraded, and the users wait until it grants one that may write.',
          zhTW: '客戶限時授與您的角色只能讀取其目錄；可以升級授權，使用者則須待客戶授與可寫入的角色後移轉。',
        };
      return {
        en: 'Your role has no rights in the customer’s directory; the seats can be upgraded, and the users wait for a colleague who has.',
        zhTW: '您的角色沒有客戶目錄的權限；可以升級授權，使用者則須由有權限的同事移轉。',
      };
    case 'subscription_status_not_active':
      return reason.status === 'suspended'
        ? { en: 'The subscription is suspended; only an active one can be upgraded.', zhTW: '訂閱已暫停；只有作用中的訂閱可以升級。' }
        : reason.status !== 'deleted'
          ? {
              en: 'The term of the subscription is over; only an active one can be upgraded.',
              zhTW: '訂閱的期限已結束；只有作用中的訂閱可以升級。',
            }
          : { en: 'The subscription is cancelled; only an active one can be upgraded.', zhTW: '訂閱已取消；只有作用中的訂閱可以升級。' };
    case 'subscription_not_provisioned':
      return { en: 'The subscription is still being set up; try again in a few minutes.', zhTW: '訂閱仍在佈建中，請稍後再試。' };
    case 'subscription_does_not_have_any_upgrade_paths':
      return {
        en: `There is no upgrade from ${named([reason.offerId])} in ${reason.country}.`,
        zhTW: `${named([reason.offerId])} 在 ${reason.country} 沒有可升級的訂閱。`,
      };
    case 'subscription_target_offer_not_found':
      return {
        en: `This subscription cannot become ${named([reason.targetOfferId])}; it can become ${named(reason.pathsTo)}.`,
        zhTW: `此訂閱無法升級為 ${named([reason.targetOfferId])}；可升級為 ${named(reason.pathsTo)}。`,
      };
    case 'subscription_add_ons_present':
      return reason.addOns.every(({ choices }) => choices.length > 0)
        ? {
            en: 'The subscription has add-ons; choose for each whether it goes along or ends.',
            zhTW: '此訂閱有附加元件；請選擇每個附加元件要一併移轉或結束。',
          }
        : {
            en: 'The subscription has add-ons that the new one cannot carry; cancel them first.',
            zhTW: '此訂閱有新訂閱不支援的附加元件，請先取消。',
          };
    case 'add_on_choice_impossible': {
      const why = reason.impossible === undefined ? null : impossibleSentence(reason.impossible, catalog, locale);
      if (why !== null) return { en: `A choice about an add-on cannot be made. ${why.en}`, zhTW: `附加元件的選擇無法執行。${why.zhTW}` };
      return { en: 'A choice names something that is no add-on to be decided about.', zhTW: '選擇所指定的項目不是待決定的附加元件。' };
    }
    case 'add_on_needed_by_left_behind':
      return {
        en: `${reason.usersLeftBehind} users who stay behind use an add-on that would end; help them first, or keep the add-on.`,
        zhTW: `${reason.usersLeftBehind} 位未移轉的使用者正在使用將結束的附加元件；請先協助他們，或保留附加元件。`,
      };
    case 'conflicting_service_types':
      return {
        en: `The customer already has services of the new subscription: ${reason.holders.map((holder) => describeHolder(holder, catalog, locale)).join('; ')}.`,
        zhTW: `客戶已擁有新訂閱所含的服務：${reason.holders.map((holder) => describeHolder(holder, catalog, locale)).join('；')}。`,
      };
    case 'concurrency_conflicts':
      return {
        en: `The customer already has this subscription: ${reason.holders.map((holder) => describeHolder(holder, catalog, locale)).join('; ')}.`,
        zhTW: `客戶已擁有此訂閱：${reason.holders.map((holder) => describeHolder(holder, catalog, locale)).join('；')}。`,
      };
    case 'upgrade_unfinished':
      return {
        en: `An earlier upgrade of this subscription, or to it, left ${reason.usersLeftBehind} users behind; finish that first.`,
        zhTW: `此訂閱先前的升級仍有 ${reason.usersLeftBehind} 位使用者尚未移轉，請先完成。`,
      };
    case 'license_transfer_ambiguous':
      return {
        en: `The customer has ${reason.subscriptions} subscriptions of this product, so licenses cannot be moved automatically.`,
        zhTW: `客戶擁有 ${reason.subscriptions} 個此產品的訂閱，因此無法自動移轉授權。`,
      };
    default:
      return limitSentence(reason, catalog);
  }
}

const CHANNELS: Readonly<Record<string, Bilingual>> = {
  web_direct: { en: 'bought directly on the web', zhTW: '於網站直接購買' },
  volume_agreement: { en: 'through a volume agreement', zhTW: '透過大量授權合約' },
  open_license: { en: 'through an Open license', zhTW: '透過 Open 授權' },
  retail_key: { en: 'by product key', zhTW: '以產品金鑰' },
  advisor: { en: 'through an advisor', zhTW: '透過顧問' },
};

function describeHolder(holder: Holder, catalog: Catalog, locale: Locale): string {
  const name = offerName(catalog, holder.offerId, locale);
  switch (holder.kind) {
    case 'own':
      return name;
    case 'other_partner':
      return inLocale(
        {
          en: `${name} (from another partner; the customer must cancel it there first)`,
          zhTW: `${name}（由其他合作夥伴提供；客戶須先在該處取消）`,
        },
        locale,
      );
    case 'other_channel': {
      const channel = CHANNELS[holder.channel];
      const how = channel === undefined ? holder.channel : inLocale(channel, locale);
      return inLocale(
        { en: `${name} (${how}; the customer must cancel it there first)`, zhTW: `${name}（${how}；客戶須先在該處取消）` },
        locale,
      );
    }
    default:
      return unreachable(holder);
  }
}
