import { Field, Input } from '@fluentui/react-components';
import { RenameRegular } from '@fluentui/react-icons/svg/rename';
import { useState } from 'react';
import type { Subscription } from '../../src/subscriptions/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords } from '../kit/words.ts';
import { useRename } from './changeSubscription.ts';

const LETTERS_MOST = 256;

/** Gives the subscription another name of the partner's own. */
export function RenameButton({ customerId, subscription }: { customerId: string; subscription: Subscription }) {
  const t = useWords();
  const [name, setName] = useState(subscription.friendlyName);
  const rename = useRename({ customerId, subscriptionId: subscription.id });
  const friendlyName = name.trim();
  const isOther = friendlyName !== '' && friendlyName !== subscription.friendlyName;
  return (
    <>
      <ConfirmDialog
        right="subscriptions.seats"
        button={t('seats.rename')}
        title={t('seats.rename')}
        confirm={t('seats.renameNow')}
        icon={<RenameRegular />}
        isBusy={rename.isPending}
        canConfirm={isOther}
        onOpen={() => setName(subscription.friendlyName)}
        onConfirm={(requestId) => rename.mutate({ wish: { friendlyName }, requestId })}
      >
        <Field label={t('seats.name')} hint={t('seats.nameHint')}>
          <Input value={name} maxLength={LETTERS_MOST} onChange={(_, { value }) => setName(value)} />
        </Field>
      </ConfirmDialog>
      <WriteProblem of={rename} />
    </>
  );
}
