import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { SubscribedSku } from '../../../src/licenses/contract.ts';
import { Card } from '../../kit/Card.tsx';
import { PermittedButton, WhoMay } from '../../kit/PermittedButton.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { newRequestId } from '../../kit/requestId.ts';
import { Buttons } from '../../kit/Section.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import { WriteProblem } from '../../kit/WriteProblem.tsx';
import styles from './Assignment.module.css';
import { changeBetween, choiceOf, productsOf, type Choices, type LicenseChange } from './choices.ts';
import { OutcomeTable } from './OutcomeTable.tsx';
import { ProductPicker } from './ProductPicker.tsx';
import { useLicensePreview, useLicenseUpdate } from './updateLicenses.ts';

type BulkChangeProps = {
  readonly customerId: string;
  readonly userIds: readonly string[];
  readonly skus: readonly SubscribedSku[];
  readonly onClose: () => void;
};

/** The same change for everybody who was chosen: what goes, what comes, and who could not follow, before anything is done. */
export function BulkChange({ customerId, userIds, skus, onClose }: BulkChangeProps) {
  const t = useWords();
  const [assign, setAssign] = useState<Choices>({});
  const [remove, setRemove] = useState<Choices>({});
  const change = changeOf(assign, remove);
  const [asked, setAsked] = useState<LicenseChange | null>(null);
  const wish = asked === null ? null : { userIds, change: asked };
  const preview = useLicensePreview(customerId, wish);
  const update = useLicenseUpdate(customerId);
  const isStale = JSON.stringify(change) !== JSON.stringify(asked) || preview.isFetching || preview.isPlaceholderData;
  const count = userIds.length;
  if (update.data !== undefined) return <Done customerId={customerId} data={update.data} onClose={onClose} />;
  return (
    <Card id="bulk" title={t('users.bulkTitle', { count })} takesFocus>
      <p className={styles.lead}>{t('users.bulkLead')}</p>
      <ComeAndGo skus={skus} assign={assign} remove={remove} onAssign={setAssign} onRemove={setRemove} />
      <Buttons>
        <Button onClick={onClose}>{t('users.back')}</Button>
        <Button disabledFocusable={change === null} onClick={() => setAsked(change)}>
          {t('users.showPreview')}
        </Button>
        <PermittedButton
          right="licenses.assign"
          appearance="primary"
          isBusy={update.isPending}
          isDisabled={wish === null || isStale || preview.data === undefined || preview.data.usersChanged === 0}
          onClick={() => wish !== null && update.mutate({ wish, requestId: newRequestId() })}
        >
          {t('users.carryOut', { count: isStale || preview.data === undefined ? count : preview.data.usersChanged })}
        </PermittedButton>
      </Buttons>
      <WhoMay right="licenses.assign" />
      <WriteProblem of={update} />
      {preview.error !== null && wish !== null && <ProblemNotice problem={preview.error.problem} onRetry={() => void preview.refetch()} />}
      <div role="status" aria-busy={wish !== null && isStale}>
        {wish !== null && preview.data === undefined && preview.error === null && <SkeletonRows rows={4} height={32} />}
        {wish !== null && !isStale && preview.data !== undefined && (
          <>
            <h3 className={styles.subheading}>{t('users.preview')}</h3>
            <OutcomeTable customerId={customerId} outcome={preview.data} />
          </>
        )}
      </div>
    </Card>
  );
}

type ComeAndGoProps = {
  readonly skus: readonly SubscribedSku[];
  readonly assign: Choices;
  readonly remove: Choices;
  readonly onAssign: (choices: Choices) => void;
  readonly onRemove: (choices: Choices) => void;
};

/** What everyone is to get, and beside it what everyone is to lose. A product can only be one of both. */
function ComeAndGo({ skus, assign, remove, onAssign, onRemove }: ComeAndGoProps) {
  const t = useWords();
  const products = productsOf(skus);
  return (
    <div className={styles.columns}>
      <div>
        <h3 className={styles.subheading}>{t('users.assign')}</h3>
        <ProductPicker
          label={t('users.assign')}
          products={products.filter(({ skuId }) => !choiceOf(remove, skuId).isOn)}
          choices={assign}
          onChoose={(skuId, choice) => onAssign({ ...assign, [skuId]: choice })}
        />
      </div>
      <div>
        <h3 className={styles.subheading}>{t('users.remove')}</h3>
        <ProductPicker
          label={t('users.remove')}
          products={products.filter(({ skuId }) => !choiceOf(assign, skuId).isOn).map((product) => ({ ...product, plans: [] }))}
          choices={remove}
          onChoose={(skuId, choice) => onRemove({ ...remove, [skuId]: choice })}
        />
      </div>
    </div>
  );
}

function Done({
  customerId,
  data,
  onClose,
}: {
  customerId: string;
  data: Parameters<typeof OutcomeTable>[0]['outcome'];
  onClose: () => void;
}) {
  const t = useWords();
  return (
    <Card id="bulk" title={t('users.result')} takesFocus>
      <OutcomeTable customerId={customerId} outcome={data} />
      <Buttons>
        <Button appearance="primary" onClick={onClose}>
          {t('users.back')}
        </Button>
      </Buttons>
    </Card>
  );
}

function changeOf(assign: Choices, remove: Choices): LicenseChange | null {
  const removed = Object.entries(remove)
    .filter(([, { isOn }]) => isOn)
    .map(([skuId]) => skuId);
  const assigned = changeBetween({}, assign)?.licensesToAssign ?? [];
  return assigned.length + removed.length === 0 ? null : { licensesToAssign: assigned, licensesToRemove: removed };
}
