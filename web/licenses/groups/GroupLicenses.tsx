import { Button, Field, MessageBar, MessageBarBody, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { SubscribedSku } from '../../../src/licenses/contract.ts';
import type { Group } from '../../../src/licenses/groups/contract.ts';
import { PermittedButton, WhoMay } from '../../kit/PermittedButton.tsx';
import { usePermission } from '../../kit/permission.ts';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { newRequestId } from '../../kit/requestId.ts';
import { Buttons } from '../../kit/Section.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import { WriteProblem } from '../../kit/WriteProblem.tsx';
import styles from '../assignment/Assignment.module.css';
import { changeBetween, choiceOf, productsOf, type Choices, type Product } from '../assignment/choices.ts';
import { OutcomeTable } from '../assignment/OutcomeTable.tsx';
import { ProductPicker } from '../assignment/ProductPicker.tsx';
import { useGroupLicenses, useGroupPreview, type GroupLicensesWish } from './groups.ts';

type GroupLicensesProps = { readonly customerId: string; readonly group: Group; readonly skus: readonly SubscribedSku[] };

/** What a group hands on, to be ticked. Old and new change places for all members at once, or for nobody. */
export function GroupLicenses({ customerId, group, skus }: GroupLicensesProps) {
  const t = useWords();
  const { isGranted } = usePermission('licenses.assign');
  const before = choicesOfGroup(group);
  const [edits, setEdits] = useState<Choices>({});
  const [whoCannot, setWhoCannot] = useState<Policy>('refuse');
  const choices = { ...before, ...edits };
  const wish: GroupLicensesWish | null =
    changeBetween(before, choices) === null ? null : { licenses: wanted(choices), membersWhoCannot: whoCannot };
  const [asked, setAsked] = useState<GroupLicensesWish | null>(null);
  const preview = useGroupPreview(customerId, group.id, asked);
  const change = useGroupLicenses(customerId, group.id);
  const isStale = JSON.stringify(wish) !== JSON.stringify(asked) || preview.isFetching;
  const isBlocked = whoCannot === 'refuse' && (preview.data?.usersRefused ?? 0) > 0;
  const submit = () => {
    if (wish !== null) change.mutate({ wish, requestId: newRequestId() }, { onSuccess: () => setEdits({}) });
  };
  return (
    <>
      <p className={styles.lead}>{t('groups.licensesLead')}</p>
      <ProductPicker
        label={t('groups.handsOn')}
        products={productsOfGroup(skus, group)}
        choices={choices}
        isDisabled={!isGranted}
        onChoose={(skuId, choice) => {
          setEdits({ ...edits, [skuId]: choice });
          change.reset();
        }}
      />
      {wish !== null && <WhoCannot value={whoCannot} onChange={setWhoCannot} />}
      <WriteProblem of={change} />
      {preview.error !== null && wish !== null && <ProblemNotice problem={preview.error.problem} onRetry={() => void preview.refetch()} />}
      <Buttons>
        {wish !== null && (
          <>
            <Button onClick={() => setEdits({})}>{t('users.discard')}</Button>
            <Button onClick={() => setAsked(wish)}>{t('users.showPreview')}</Button>
          </>
        )}
        <PermittedButton
          right="licenses.assign"
          appearance="primary"
          isBusy={change.isPending}
          isDisabled={wish === null || isStale || preview.data === undefined || isBlocked}
          onClick={submit}
        >
          {t('groups.save')}
        </PermittedButton>
      </Buttons>
      <WhoMay right="licenses.assign" />
      <div role="status" aria-busy={wish !== null && asked !== null && isStale}>
        {wish !== null && asked !== null && preview.isFetching && <SkeletonRows rows={3} height={32} />}
        {wish !== null && !isStale && preview.data !== undefined && (
          <>
            {isBlocked && <Blocked count={preview.data.usersRefused} />}
            <OutcomeTable customerId={customerId} outcome={preview.data} />
          </>
        )}
        {change.data !== undefined && wish === null && <OutcomeTable customerId={customerId} outcome={change.data} />}
      </div>
    </>
  );
}

type Policy = GroupLicensesWish['membersWhoCannot'];

/** What becomes of members for whom something is in the way. */
function WhoCannot({ value, onChange }: { value: Policy; onChange: (policy: Policy) => void }) {
  const t = useWords();
  return (
    <Field label={t('groups.whoCannot')}>
      <RadioGroup value={value} onChange={(_, chosen) => onChange(chosen.value === 'keep_old' ? 'keep_old' : 'refuse')}>
        <Radio value="refuse" label={t('groups.refuse')} />
        <Radio value="keep_old" label={t('groups.keepOld')} />
      </RadioGroup>
    </Field>
  );
}

function Blocked({ count }: { count: number }) {
  const t = useWords();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{t('groups.blocked', { count })}</MessageBarBody>
    </MessageBar>
  );
}

function choicesOfGroup({ licenses }: Group): Choices {
  return Object.fromEntries(
    licenses.map(({ productSku, servicePlans }) => [
      productSku.id,
      { isOn: true, disabledPlanIds: servicePlans.filter(({ capabilityStatus }) => capabilityStatus === 'Disabled').map(({ id }) => id) },
    ]),
  );
}

function wanted(choices: Choices): GroupLicensesWish['licenses'] {
  return Object.entries(choices)
    .filter(([, { isOn }]) => isOn)
    .map(([skuId]) => {
      const { disabledPlanIds } = choiceOf(choices, skuId);
      return { skuId, ...(disabledPlanIds === null ? {} : { excludedPlans: disabledPlanIds }) };
    });
}

function productsOfGroup(skus: readonly SubscribedSku[], { licenses }: Group): readonly Product[] {
  const known = productsOf(skus);
  const others = licenses.filter(({ productSku }) => !known.some(({ skuId }) => skuId === productSku.id));
  return [
    ...known,
    ...others.map(({ productSku, servicePlans }) => ({
      skuId: productSku.id,
      name: productSku.name,
      available: null,
      plans: servicePlans.map(({ id, displayName }) => ({ id, name: displayName })),
    })),
  ];
}
