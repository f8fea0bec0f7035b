import { Badge } from '@fluentui/react-components';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { Fact, Facts } from '../../kit/Facts.tsx';
import { useFormats } from '../../kit/formats.ts';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { Buttons, Section } from '../../kit/Section.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import { UserLicenses } from '../assignment/UserLicenses.tsx';
import { useSubscribedSkus } from '../listSubscribedSkus.ts';
import { useUserLicenses } from '../listUserLicenses.ts';
import { DeleteUser } from './DeleteUser.tsx';
import { EditUser } from './EditUser.tsx';
import { RestoreUser } from './RestoreUser.tsx';

/** One person: who it is, what can be done, and what they hold. */
export function UserDetails({ customerId, user }: { customerId: string; user: CustomerUser }) {
  const t = useWords();
  const formats = useFormats();
  const isDeleted = user.state === 'inactive';
  return (
    <>
      <Facts>
        <Fact name={t('users.signInName')}>{user.userPrincipalName}</Fact>
        <Fact name={t('licenses.usageLocation')}>
          {user.usageLocation === undefined ? <em>{t('licenses.usageLocation.missing')}</em> : formats.country(user.usageLocation)}
        </Fact>
        {isDeleted && (
          <Fact name={t('users.state')}>
            <Badge appearance="tint" color="danger">
              {t('users.isDeleted')}
            </Badge>{' '}
            {user.softDeletionTime !== undefined && formats.instant(user.softDeletionTime)}
          </Fact>
        )}
      </Facts>
      {isDeleted && <p>{t('users.deletedWhat')}</p>}
      <Buttons>
        {!isDeleted && <EditUser customerId={customerId} user={user} />}
        {!isDeleted && <DeleteUser customerId={customerId} user={user} />}
        <RestoreUser customerId={customerId} user={user} />
      </Buttons>
      {!isDeleted && <Licenses customerId={customerId} user={user} />}
    </>
  );
}

function Licenses({ customerId, user }: { customerId: string; user: CustomerUser }) {
  const t = useWords();
  const licenses = useUserLicenses(customerId, user.id, true);
  const skus = useSubscribedSkus(customerId);
  const error = licenses.error ?? skus.error;
  return (
    <Section id="licenses" title={t('licenses.licenses')}>
      {error !== null && <ProblemNotice problem={error.problem} />}
      {error === null && (licenses.data === undefined || skus.data === undefined) && <SkeletonRows rows={4} height={32} />}
      {licenses.data !== undefined && skus.data !== undefined && (
        <UserLicenses customerId={customerId} user={user} licenses={licenses.data} skus={skus.data} />
      )}
    </Section>
  );
}
