import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { LicenseUpdateResult } from '../../../src/licenses/assignment/contract.ts';
import type { CustomerUser, License, SubscribedSku } from '../../../src/licenses/contract.ts';
import { useFormats } from '../../kit/formats.ts';
import { TextLink } from '../../kit/links.tsx';
import { PermittedButton, WhoMay } from '../../kit/PermittedButton.tsx';
import { usePermission } from '../../kit/permission.ts';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { newRequestId } from '../../kit/requestId.ts';
import { Buttons } from '../../kit/Section.tsx';
import { useWords } from '../../kit/words.ts';
import { WriteProblem } from '../../kit/WriteProblem.tsx';
import styles from './Assignment.module.css';
import { changeBetween, choicesOf, productsOf, type Choices } from './choices.ts';
import { ProductPicker } from './ProductPicker.tsx';
import { RefusalList } from './RefusalList.tsx';
import { useLicensePreview, useLicenseUpdate } from './updateLicenses.ts';

const PAUSE_MS = 250;

type UserLicensesProps = {
  readonly customerId: string;
  readonly user: CustomerUser;
  readonly licenses: readonly License[];
  readonly skus: readonly SubscribedSku[];
};

/** What one user holds, to be ticked. Everything that is changed goes in one operation, so old and new change places. */
export function UserLicenses({ customerId, user, licenses, skus }: UserLicensesProps) {
  const t = useWords();
  const { isGranted } = usePermission('licenses.assign');
  const before = choicesOf(licenses);
  const [edits, setEdits] = useState<Choices>({});
  const choices = { ...before, ...edits };
  const change = changeBetween(before, choices);
  const wish = change === null ? null : { userIds: [user.id], change };
  const asked = useSettled(wish);
  const preview = useLicensePreview(customerId, asked);
  const update = useLicenseUpdate(customerId);
  const isStale = JSON.stringify(wish) !== JSON.stringify(asked) || preview.isFetching || preview.isPlaceholderData;
  const result = wish === null ? undefined : preview.data?.results[0];
  const submit = () => {
    if (wish !== null) update.mutate({ wish, requestId: newRequestId() }, { onSuccess: () => setEdits({}) });
  };
  const isReadOnly = !isGranted || user.state === 'inactive';
  return (
    <>
      <p className={styles.lead}>{t('users.licensesLead')}</p>
      <ProductPicker
        label={t('users.productsOf', { name: user.displayName })}
        products={productsOf(skus, licenses)}
        choices={choices}
        isDisabled={isReadOnly}
        onChoose={(skuId, choice) => {
          setEdits({ ...edits, [skuId]: choice });
          update.reset();
        }}
        note={({ skuId }) => <Inherited customerId={customerId} license={licenses.find(({ productSku }) => productSku.id === skuId)} />}
      />
      <div role="status" aria-busy={wish !== null && isStale}>
        {result !== undefined && <Outcome customerId={customerId} result={result} />}
        {update.data?.results[0]?.outcome === 'changed' && wish === null && (
          <MessageBar intent="success">
            <MessageBarBody>{t('users.licensesSaved', { name: user.displayName })}</MessageBarBody>
          </MessageBar>
        )}
        {update.data?.results[0]?.outcome === 'refused' && <RefusalList customerId={customerId} reasons={update.data.results[0].reasons} />}
      </div>
      {preview.error !== null && wish !== null && <ProblemNotice problem={preview.error.problem} onRetry={() => void preview.refetch()} />}
      <WriteProblem of={update} />
      {user.state === 'active' && (
        <Buttons>
          <PermittedButton
            right="licenses.assign"
            appearance="primary"
            isBusy={update.isPending}
            isDisabled={wish === null || isStale || result?.outcome !== 'changed'}
            onClick={submit}
          >
            {t('users.saveLicenses')}
          </PermittedButton>
          {wish !== null && (
            <PermittedButton right="licenses.assign" onClick={() => setEdits({})}>
              {t('users.discard')}
            </PermittedButton>
          )}
        </Buttons>
      )}
      <WhoMay right="licenses.assign" />
    </>
  );
}

/** What is wished once the person pauses, so that not each tick is asked about. */
function useSettled<Wish>(wish: Wish): Wish {
  const [settled, setSettled] = useState(wish);
  const text = JSON.stringify(wish);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as Wish), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function Outcome({ customerId, result: { outcome, reasons, servicesLost } }: { customerId: string; result: LicenseUpdateResult }) {
  const t = useWords();
  const formats = useFormats();
  if (outcome === 'refused') {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <RefusalList customerId={customerId} reasons={reasons} />
        </MessageBarBody>
      </MessageBar>
    );
  }
  return servicesLost.length === 0 ? null : (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{t('users.losesServices', { services: formats.list(servicesLost) })}</MessageBarBody>
    </MessageBar>
  );
}

/** Says that groups give the product, what they have switched off in it, and where that is changed. */
function Inherited({ customerId, license }: { customerId: string; license: License | undefined }) {
  const t = useWords();
  const formats = useFormats();
  const ways = (license?.assignments ?? []).flatMap(({ group, disabledPlanIds }) =>
    group === undefined ? [] : [{ group, disabledPlanIds }],
  );
  const planName = (id: string) => license?.servicePlans.find((plan) => plan.id === id)?.displayName ?? id;
  return ways.map(({ group, disabledPlanIds }) => (
    <p key={group.id} className={styles.by}>
      {t('users.inherited')}{' '}
      <TextLink inline to="/customers/$customerId/groups/$groupId" params={{ customerId, groupId: group.id }}>
        {group.displayName}
      </TextLink>
      {disabledPlanIds.length > 0 && ` ${t('users.inheritedWithout', { services: formats.list(disabledPlanIds.map(planName)) })}`}
    </p>
  ));
}
