import { AddRegular } from '@fluentui/react-icons/svg/add';
import { getRouteApi } from '@tanstack/react-router';
import { CustomerDates } from '../calendar/CustomerDates.tsx';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { SubscriptionList } from '../subscriptions/SubscriptionList.tsx';
import { optionsOf, useCustomerUpgrades } from '../upgrades/listCustomerUpgrades.ts';
import { NamesContext } from '../upgrades/names.ts';
import { UpgradeHint } from '../upgrades/UpgradeHint.tsx';
import styles from './CustomerPage.module.css';
import { useKnownNames } from './useKnownNames.ts';

const route = getRouteApi('/customers/$customerId/tabs/');

/** A customer's subscriptions, each with its upgrade hint right after the name. */
export function CustomerSubscriptions() {
  const { customerId } = route.useParams();
  const { subscription: markedId } = route.useSearch();
  const t = useWords();
  const navigate = route.useNavigate();
  const names = useKnownNames(customerId);
  const { data: upgrades, error, refetch } = useCustomerUpgrades(customerId);
  return (
    <NamesContext value={names}>
      {error !== null && upgrades === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      <div className={styles.actions}>
        <PermittedButton
          right="orders.write"
          appearance="primary"
          icon={<AddRegular />}
          onClick={() => void navigate({ to: '/customers/$customerId/buy', params: { customerId } })}
        >
          {t('buy.open')}
        </PermittedButton>
      </div>
      <SubscriptionList
        customerId={customerId}
        markedId={markedId}
        afterName={(subscription) => {
          if (upgrades === undefined) return error === null && <span className={styles.spot} />;
          const { id, friendlyName: name } = subscription;
          return <UpgradeHint customerId={customerId} subscription={{ id, name }} options={optionsOf(upgrades, subscription)} />;
        }}
      />
      <CustomerDates customerId={customerId} />
    </NamesContext>
  );
}
