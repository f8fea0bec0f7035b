import type { Catalog } from '../catalog/catalog.ts';
import { unreachable } from '../kit/brand.ts';
import type { OfferId, ServicePlanId } from '../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../kit/locale.ts';
import type { Holder } from '../subscriptions/tenant/holdings.ts';
import type { Reason } from './reasons.ts';

/** One sentence that says why an upgrade is refused, for clients that show the description as it is. */
export function explain(reason: Reason, catalog: Catalog, locale: Locale): string {
  return inLocale(sentence(reason, catalog, locale), locale);
}

/** An offer's name in the asked language; its id where the catalogue of today no longer has it. */
export function offerName(catalog: Catalog, id: OfferId, locale: Locale): string {
  const offer = catalog.offers.get(id);
  return offer === undefined ? id : inLocale(offer.name, locale);
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
    case 'user_context_required':
      return {
        en: 'Moving users’ licenses needs a signed-in person; an application may upgrade without moving them.',
        zhTW: '移轉使用者授權必須由登入的人員執行；應用程式只能在不移轉使用者的情況下升級。',
      };
    case 'insufficient_granular_admin_permissions':
      return {
        en: 'Your role has no rights in the customer’s directory; the seats can be upgraded, and the users wait for a colleague who has.',
        zhTW: '您的角色沒有客戶目錄的權限；可以升級授權，使用者則須由有權限的同事移轉。',
      };
    case 'customer_agreement_missing':
      return { en: 'The Microsoft Customer Agreement is not recorded for this customer.', zhTW: '尚未記錄此客戶接受 Microsoft 客戶合約。' };
    case 'subscription_status_not_active':
      return reason.status === 'suspended'
        ? { en: 'The subscription is suspended; only an active one can be upgraded.', zhTW: '訂閱已暫停；只有作用中的訂閱可以升級。' }
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
    case 'offer_does_not_support_billing_cycle':
      return {
        en: 'The new subscription cannot be billed in the cycle of this one; change the billing cycle first.',
        zhTW: '新訂閱不支援目前的計費頻率，請先變更計費頻率。',
      };
    case 'subscription_add_ons_present':
      return { en: 'The subscription has add-ons; cancel or move them first.', zhTW: '此訂閱有附加元件，請先取消或移轉。' };
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
    case 'quantity_out_of_range':
      return {
        en: `The new subscription takes ${reason.minimum} to ${reason.maximum} seats, not ${reason.quantity}.`,
        zhTW: `新訂閱的授權數量須介於 ${reason.minimum} 與 ${reason.maximum} 之間，不能是 ${reason.quantity}。`,
      };
    case 'seat_family_full':
      return {
        en: `Small-business subscriptions of one customer may have ${reason.seatsMax} seats together; ${reason.seatsHeld} are held elsewhere.`,
        zhTW: `同一客戶的商務版訂閱合計最多 ${reason.seatsMax} 個授權；其他訂閱已使用 ${reason.seatsHeld} 個。`,
      };
    case 'partner_suspended':
      return {
        en: 'Your partner account is suspended: existing subscriptions can be looked after, new ones cannot be bought.',
        zhTW: '您的合作夥伴帳戶已暫停：可以管理現有訂閱，但無法購買新訂閱。',
      };
    case 'price_missing':
      return {
        en: `There is no ${reason.billingCycle} price of ${named([reason.offerId])} in ${reason.currency}; import one first.`,
        zhTW: `沒有 ${named([reason.offerId])} 以 ${reason.currency} 計價的價格，請先匯入價格。`,
      };
    case 'upgrade_unfinished':
      return {
        en: `An earlier upgrade left ${reason.usersLeftBehind} users on this subscription; finish that first.`,
        zhTW: `先前的升級仍有 ${reason.usersLeftBehind} 位使用者留在此訂閱，請先完成。`,
      };
    case 'license_transfer_ambiguous':
      return {
        en: `The customer has ${reason.subscriptions} subscriptions of this product, so licenses cannot be moved automatically.`,
        zhTW: `客戶擁有 ${reason.subscriptions} 個此產品的訂閱，因此無法自動移轉授權。`,
      };
    default:
      return unreachable(reason);
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
