import { Badge, Select } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import type { Subscription } from '../../../src/subscriptions/contract.ts';
import type { PurchaseOption } from '../../../src/subscriptions/offers/contract.ts';
import { useFormats } from '../../kit/formats.ts';
import { PermittedButton } from '../../kit/PermittedButton.tsx';
import { useWords, useWordsByCode } from '../../kit/words.ts';
import styles from './Buy.module.css';
import { PurchaseRefusals } from './PurchaseRefusals.tsx';

/** What an add-on may hang on: a subscription that is there, or a line of the cart. */
export type PossibleBase = {
  readonly key: string;
  readonly name: string;
  readonly subscriptionId: string | null;
  readonly line: number | null;
};

export type OfferCardWays = {
  readonly customerId: string;
  readonly subscriptions: readonly Subscription[];
  readonly offerName: (offerId: string) => string;
  readonly basesOf: (option: PurchaseOption) => readonly PossibleBase[];
  readonly onAdd: (option: PurchaseOption, base: PossibleBase | null) => void;
};

/** One offer: what it is, what it costs, and the button that puts it into the cart or the reason why that is not possible. */
export function OfferCard({ option, basesOf, onAdd, ...ways }: OfferCardWays & { option: PurchaseOption }) {
  const t = useWords();
  const formats = useFormats();
  const bases = basesOf(option);
  const [baseKey, setBaseKey] = useState<string | null>(null);
  const base = bases.find(({ key }) => key === baseKey) ?? bases[0] ?? null;
  // What hangs on something that is only in the cart yet is judged there.
  const isPossible = option.isPossible || (base !== null && base.line !== null);
  return (
    <li className={styles.offer} data-offer={option.offerId}>
      <div className={styles.offerTexts}>
        <h3 className={styles.offerName}>
          {option.name}
          {option.isTrial && <Badge appearance="outline">{t('subscriptions.trial')}</Badge>}
          {option.isAddOn && <Badge appearance="outline">{t('subscriptions.addOn')}</Badge>}
        </h3>
        {option.description !== option.name && <p className={styles.description}>{option.description}</p>}
        <Prices option={option} />
        {option.isAddOn && (
          <p className={styles.description}>
            {t('buy.hangsOn', { offers: formats.shortList(option.prerequisites.map(({ name }) => name)) })}
          </p>
        )}
      </div>
      {isPossible ? (
        <div className={styles.add}>
          {bases.length > 1 && (
            <Select
              aria-label={t('buy.base', { offer: option.name })}
              value={base?.key ?? ''}
              onChange={(_, { value }) => setBaseKey(value)}
            >
              {bases.map(({ key, name }) => (
                <option key={key} value={key}>
                  {t('buy.for', { name })}
                </option>
              ))}
            </Select>
          )}
          <PermittedButton
            right="orders.write"
            icon={<AddRegular />}
            label={t('buy.addNamed', { offer: option.name })}
            onClick={() => onAdd(option, base)}
          >
            {t('buy.add')}
          </PermittedButton>
        </div>
      ) : (
        <div className={styles.refused}>
          <PurchaseRefusals refusals={option.reasons} {...ways} />
        </div>
      )}
    </li>
  );
}

function Prices({ option: { prices } }: { option: PurchaseOption }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const known = prices.flatMap(({ billingCycle, unitPrice }) => (unitPrice === undefined ? [] : [{ billingCycle, unitPrice }]));
  if (known.length === 0) return <p className={styles.price}>{t('buy.noPrice')}</p>;
  return (
    <p className={styles.price}>
      {known.map(({ billingCycle, unitPrice }) => (
        <span key={billingCycle}>
          {byCode(`buy.price.${billingCycle}`, { price: formats.money(unitPrice) }) ?? formats.money(unitPrice)}
        </span>
      ))}
    </p>
  );
}
