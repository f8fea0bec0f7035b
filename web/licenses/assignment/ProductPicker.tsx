import { Badge, Button, Checkbox } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState, type ReactNode } from 'react';
import { useFormats } from '../../kit/formats.ts';
import { useWords } from '../../kit/words.ts';
import styles from './Assignment.module.css';
import { choiceOf, withPlan, type Choice, type Choices, type Product } from './choices.ts';

type ProductPickerProps = {
  readonly label: string;
  readonly products: readonly Product[];
  readonly choices: Choices;
  readonly onChoose: (skuId: string, choice: Choice) => void;
  readonly isDisabled?: boolean;
  /** What else is to be said about a product, e.g. that a group gives it. */
  readonly note?: (product: Product) => ReactNode;
};

/** Products to tick, each with its free seats, and its service plans to switch on and off. */
export function ProductPicker({ label, products, choices, onChoose, isDisabled = false, note }: ProductPickerProps) {
  return (
    <ul className={styles.products} aria-label={label}>
      {products.map((product) => (
        <li key={product.skuId}>
          <ProductChoice
            product={product}
            choice={choiceOf(choices, product.skuId)}
            onChoose={(choice) => onChoose(product.skuId, choice)}
            isDisabled={isDisabled}
            note={note?.(product)}
          />
        </li>
      ))}
    </ul>
  );
}

type ProductChoiceProps = {
  readonly product: Product;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly isDisabled: boolean;
  readonly note: ReactNode;
};

function ProductChoice({ product, choice, onChoose, isDisabled, note }: ProductChoiceProps) {
  const t = useWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const all = product.plans.length;
  const services = choice.isOn ? t('users.servicesOn', { on: all - off(choice, product).length, all }) : t('users.services');
  return (
    <>
      <div className={styles.product}>
        <Checkbox
          className={styles.choice}
          label={product.name}
          checked={choice.isOn}
          disabled={isDisabled}
          onChange={(_, { checked }) =>
            onChoose({ isOn: checked === true, disabledPlanIds: checked === true ? choice.disabledPlanIds : null })
          }
        />
        <Seats available={product.available} />
        {product.plans.length > 0 && (
          <Button
            size="small"
            appearance="subtle"
            icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            aria-label={t('users.servicesLabel', { services, product: product.name })}
            onClick={() => setOpen(!isOpen)}
          >
            {services}
          </Button>
        )}
      </div>
      {note}
      {isOpen && (
        <div id={id} role="group" aria-label={t('users.servicesOf', { product: product.name })} className={styles.plans}>
          {product.plans.map((plan) => (
            <Checkbox
              key={plan.id}
              label={plan.name}
              checked={!(choice.disabledPlanIds ?? []).includes(plan.id)}
              disabled={isDisabled || !choice.isOn}
              onChange={(_, { checked }) => onChoose(withPlan(choice, plan.id, checked === true))}
            />
          ))}
        </div>
      )}
    </>
  );
}

function off({ disabledPlanIds }: Choice, { plans }: Product): readonly string[] {
  return (disabledPlanIds ?? []).filter((id) => plans.some((plan) => plan.id === id));
}

function Seats({ available }: { available: number | null }) {
  const t = useWords();
  const formats = useFormats();
  if (available === null) return <span className={styles.seats}>{t('users.noSeats')}</span>;
  if (available < 0)
    return (
      <Badge appearance="tint" color="danger">
        {t('users.tooMany', { count: formats.number(-available) })}
      </Badge>
    );
  return <span className={styles.seats}>{t('users.free', { count: available })}</span>;
}
