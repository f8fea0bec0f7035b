import { isDay } from '../kit/dates.ts';
import { parseDecimal, type Currency } from '../kit/money.ts';
import { isCountry } from './countries.ts';
import type { CatalogDocument, OfferEntry, PriceEntry, UpgradePathEntry } from './document.ts';

/** Something wrong at one place of a file. */
export type Problem = { readonly field: string; readonly problem: string };

/** What is wrong with a file of the right shape by itself: limits, days, amounts, codes. */
export function problemsWithin(document: CatalogDocument): readonly Problem[] {
  const {
    edition,
    offers = [],
    prices = [],
    upgradePaths = [],
    transitions = [],
    exclusiveFamilies = [],
    countryLists = [],
    planDependencies = [],
  } = document;
  return [
    ...dayProblems(edition.effectiveFrom, 'edition.effectiveFrom'),
    ...countryLists.flatMap((list, i) => countryProblems(list.countries, `countryLists[${i}].countries`)),
    ...offers.flatMap((offer, i) => offerProblems(offer, `offers[${i}]`)),
    ...upgradePaths.flatMap((path, i) => pathProblems(path, `upgradePaths[${i}]`)),
    ...transitions.flatMap((path, i) => pathProblems(path, `transitions[${i}]`)),
    ...exclusiveFamilies.flatMap((family, i) => [
      ...spanProblems(family, `exclusiveFamilies[${i}]`),
      ...repeatProblems(family.plans, `exclusiveFamilies[${i}].plans`),
    ]),
    ...planDependencies.flatMap(({ plan, requiresAnyOf }, i) =>
      problemIf(requiresAnyOf.includes(plan), `planDependencies[${i}].requiresAnyOf`, 'a plan cannot require itself'),
    ),
    ...prices.flatMap((price, i) => priceProblems(price, `prices[${i}]`, document)),
  ];
}

/** One problem, or none. */
export function problemIf(wrong: boolean, field: string, problem: string): readonly Problem[] {
  return wrong ? [{ field, problem }] : [];
}

function offerProblems(offer: OfferEntry, at: string): readonly Problem[] {
  const { quantity, limit, isAddOn = false, addOnTo = [], isTrial = false, convertsTo = [] } = offer;
  const unlimited = limit.measure === 'none';
  return [
    ...problemIf(
      quantity.minimum > quantity.maximum,
      `${at}.quantity.minimum`,
      `${quantity.minimum} is more than the maximum, ${quantity.maximum}`,
    ),
    ...problemIf(unlimited && limit.count > 0, `${at}.limit.count`, 'must be 0 where nothing is limited'),
    ...problemIf(!unlimited && limit.count === 0, `${at}.limit.count`, `must be at least 1 for a ${limit.measure} limit`),
    ...problemIf(isAddOn && addOnTo.length === 0, `${at}.addOnTo`, 'an add-on must name the offers it may hang on'),
    ...problemIf(!isAddOn && addOnTo.length > 0, `${at}.isAddOn`, 'must be true where addOnTo is given'),
    ...problemIf(!isTrial && convertsTo.length > 0, `${at}.convertsTo`, 'only a trial converts to another offer'),
    ...newCommerceProblems(offer, at),
    ...repeatProblems(offer.servicePlans, `${at}.servicePlans`),
    ...repeatProblems(offer.billingCycles, `${at}.billingCycles`),
    ...countryProblems(offer.onlyCountries, `${at}.onlyCountries`),
    ...countryProblems(offer.notCountries, `${at}.notCountries`),
  ];
}

/** What is sold by terms has the id of a product, a window for giving seats back, and cycles that its terms have. */
function newCommerceProblems(offer: OfferEntry, at: string): readonly Problem[] {
  const { newCommerce, offerId, reductionHours, billingCycles } = offer;
  const isProductId = offerId.includes(':');
  if (newCommerce === undefined) {
    return problemIf(isProductId, `${at}.offerId`, 'is the id of a product of new commerce; newCommerce must say its terms');
  }
  const sold = new Set(newCommerce.terms.flatMap((term) => term.billingCycles));
  return [
    ...problemIf(!isProductId, `${at}.offerId`, 'must be product, SKU and availability where newCommerce is given'),
    ...problemIf(reductionHours === undefined, `${at}.reductionHours`, 'must say for how long seats can be given back'),
    ...repeatProblems(
      newCommerce.terms.map((term) => term.duration),
      `${at}.newCommerce.terms`,
    ),
    ...newCommerce.terms.flatMap((term, i) =>
      problemIf(
        term.duration === 'P1M' && term.billingCycles.includes('annual'),
        `${at}.newCommerce.terms[${i}].billingCycles`,
        'a term of a month cannot be billed by the year',
      ),
    ),
    ...problemIf(
      sold.size !== billingCycles.length || billingCycles.some((cycle) => !sold.has(cycle)),
      `${at}.billingCycles`,
      'must be those of the terms together',
    ),
  ];
}

function pathProblems(path: UpgradePathEntry, at: string): readonly Problem[] {
  return [
    ...spanProblems(path, at),
    ...countryProblems(path.onlyCountries, `${at}.onlyCountries`),
    ...countryProblems(path.notCountries, `${at}.notCountries`),
    ...problemIf(path.source === path.target, `${at}.target`, 'a path must lead to another offer'),
    ...problemIf(path.enabled === false && path.reason === undefined, `${at}.reason`, 'a path that is switched off must say why'),
  ];
}

function priceProblems(price: PriceEntry, at: string, document: CatalogDocument): readonly Problem[] {
  const { list, partner = {}, currency } = price;
  const isCurrency = CURRENCIES.has(currency);
  const amountProblems = (amounts: PriceEntry['list'], member: string) =>
    Object.entries(amounts).flatMap(([cycle, amount]) =>
      problemIf(
        isCurrency && parseDecimal(String(amount), currency as Currency) === null,
        `${at}.${member}.${cycle}`,
        `${amount} is no amount of ${currency}`,
      ),
    );
  const listed = new Set([...Object.keys(list), ...(list.monthly === undefined ? [] : ['annual'])]);
  return [
    ...dayProblems(price.validFrom, `${at}.validFrom`),
    ...problemIf(!isCurrency, `${at}.currency`, `${currency} is no currency of ISO 4217`),
    ...problemIf(listed.size === 0, `${at}.list`, 'must hold the amount of one billing cycle at least'),
    ...amountProblems(list, 'list'),
    ...amountProblems(partner, 'partner'),
    ...Object.keys(partner).flatMap((cycle) => problemIf(!listed.has(cycle), `${at}.partner.${cycle}`, 'has no list price beside it')),
    ...problemIf(document.sources?.[price.source] === undefined, `${at}.source`, `${price.source} is not among the sources of this file`),
  ];
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function countryProblems(countries: readonly string[] | undefined, field: string): readonly Problem[] {
  return (countries ?? []).flatMap((country, i) =>
    problemIf(!isCountry(country), `${field}[${i}]`, `${country} is no country of ISO 3166`),
  );
}

function repeatProblems(items: readonly string[], field: string): readonly Problem[] {
  return items.flatMap((item, i) => problemIf(items.indexOf(item) < i, `${field}[${i}]`, `${item} stands there twice`));
}

function spanProblems(span: { readonly validFrom?: string; readonly validUntil?: string }, at: string): readonly Problem[] {
  const { validFrom, validUntil } = span;
  return [
    ...dayProblems(validFrom, `${at}.validFrom`),
    ...dayProblems(validUntil, `${at}.validUntil`),
    ...problemIf(
      validFrom !== undefined && validUntil !== undefined && validUntil <= validFrom,
      `${at}.validUntil`,
      `must be later than validFrom, ${validFrom}`,
    ),
  ];
}

function dayProblems(text: string | undefined, field: string): readonly Problem[] {
  return problemIf(text !== undefined && !isDay(text), field, `${text} is no day`);
}
