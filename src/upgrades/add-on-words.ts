import type { Catalog } from '../catalog/catalog.ts';
import { unreachable } from '../kit/brand.ts';
import type { ServicePlanId } from '../kit/ids.ts';
import { inLocale, type Bilingual, type Locale } from '../kit/locale.ts';
import { planName } from '../licenses/transfer-words.ts';
import type * as wire from './contract.ts';
import type { ImpossibleChoice } from './reasons.ts';

type Shown = { readonly catalog: Catalog; readonly locale: Locale };

/** What cannot become of an add-on, as the wire has it. */
export function impossibleView(impossible: ImpossibleChoice, { catalog, locale }: Shown): wire.ImpossibleChoice {
  const { choice, why } = impossible;
  return { choice, why, description: inLocale(impossibleSentence(impossible, catalog, locale), locale) };
}

/** Why something cannot become of an add-on, in both languages, with the names of services in one. */
export function impossibleSentence(impossible: ImpossibleChoice, catalog: Catalog, locale: Locale): Bilingual {
  const { en, zhTW } = because(impossible, catalog, locale);
  return impossible.choice === 'keep'
    ? { en: `It cannot be kept: ${en}.`, zhTW: `無法保留：${zhTW}。` }
    : { en: `It cannot end with the upgrade: ${en}.`, zhTW: `無法隨升級結束：${zhTW}。` };
}

function because(impossible: ImpossibleChoice, catalog: Catalog, locale: Locale): Bilingual {
  const named = (ids: readonly ServicePlanId[]) => ids.map((id) => planName(catalog, id, locale)).join(locale === 'zh-TW' ? '、' : ', ');
  switch (impossible.why) {
    case 'services_twice': {
      const services = named(impossible.servicePlanIds);
      return {
        en: `the new subscription brings ${services}, and the customer would have that twice`,
        zhTW: `新訂閱已包含 ${services}，客戶將重複擁有`,
      };
    }
    case 'no_base':
      return { en: 'it cannot hang on the new subscription', zhTW: '無法附加至新訂閱' };
    case 'too_many_seats':
      return {
        en: `it has ${impossible.seats} seats, and the new subscription ${impossible.seatsMax}`,
        zhTW: `它有 ${impossible.seats} 個授權，而新訂閱只有 ${impossible.seatsMax} 個`,
      };
    case 'services_missing':
      return {
        en: `the new subscription does not bring ${named(impossible.servicePlanIds)}`,
        zhTW: `新訂閱不包含 ${named(impossible.servicePlanIds)}`,
      };
    case 'no_services':
      return { en: 'it has no service that the new subscription could bring', zhTW: '它沒有可由新訂閱提供的服務' };
    case 'not_provisioned':
      return { en: 'it is still being set up', zhTW: '仍在佈建中' };
    case 'offer_unknown':
      return { en: 'the catalogue does not know its product', zhTW: '型錄中沒有此產品' };
    default:
      return unreachable(impossible);
  }
}
