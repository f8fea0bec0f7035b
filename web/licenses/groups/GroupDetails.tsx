import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { Group } from '../../../src/licenses/groups/contract.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { Buttons, Section } from '../../kit/Section.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import { useSubscribedSkus } from '../listSubscribedSkus.ts';
import { AddMembers } from './AddMembers.tsx';
import { GroupLicenses } from './GroupLicenses.tsx';
import { useDeleteGroup } from './groups.ts';
import { MemberTable } from './MemberTable.tsx';

type GroupDetailsProps = { readonly customerId: string; readonly group: Group; readonly onDeleted: () => void };

/** One group: what it hands on, who is in it, and what did not reach whom. */
export function GroupDetails({ customerId, group, onDeleted }: GroupDetailsProps) {
  const t = useWords();
  const { data: skus, error } = useSubscribedSkus(customerId);
  return (
    <>
      <Section id="licenses" title={t('groups.handsOn')}>
        {error !== null && <ProblemNotice problem={error.problem} />}
        {skus === undefined && error === null && <SkeletonRows rows={4} height={32} />}
        {skus !== undefined && <GroupLicenses customerId={customerId} group={group} skus={skus} />}
      </Section>
      <Section id="members" title={t('groups.members')}>
        <Buttons>
          <AddMembers customerId={customerId} groupId={group.id} />
          <DeleteGroup customerId={customerId} group={group} onDeleted={onDeleted} />
        </Buttons>
        <MemberTable customerId={customerId} groupId={group.id} group={group.displayName} />
      </Section>
    </>
  );
}

function DeleteGroup({ customerId, group, onDeleted }: GroupDetailsProps) {
  const t = useWords();
  const { mutate, isPending, error } = useDeleteGroup(customerId, group.id);
  const isInUse = group.memberCount > 0 || group.licenses.length > 0;
  return (
    <>
      <ConfirmDialog
        right="users.write"
        button={t('groups.delete')}
        icon={<DeleteRegular />}
        title={t('groups.deleteTitle', { group: group.displayName })}
        confirm={t('groups.delete')}
        isBusy={isPending}
        canConfirm={!isInUse}
        onConfirm={(requestId) => mutate({ wish: null, requestId }, { onSuccess: onDeleted })}
      >
        <p>{t(isInUse ? 'groups.inUse' : 'groups.deleteWhat')}</p>
      </ConfirmDialog>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </>
  );
}
