import { Badge, Button } from '@fluentui/react-components';
import type { TenantRelationships } from '../../src/customers/invitations/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import styles from './Invitation.module.css';
import { leave, useTakeBack, useTenant } from './invitation.ts';

type Relationship = TenantRelationships['relationships'][number];
type RolesForTime = TenantRelationships['delegatedAdminRelationships'][number];
const OVER = ['expired', 'terminated'];

/** All partners of the signed-in person's organization, what they may do there, and the way to take it back. */
export function Partners() {
  const t = useWords();
  const { data: tenant, error, refetch } = useTenant();
  if (error !== null) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (tenant === null || tenant === undefined) return null;
  const { person, relationships, delegatedAdminRelationships } = tenant;
  const rolesOf = (partnerId: string) => delegatedAdminRelationships.filter((each) => each.partnerId === partnerId);
  return (
    <section aria-labelledby="partners" className={styles.partners}>
      <h2 id="partners" className={styles.subtitle}>
        {t('invitation.yourPartners')}
      </h2>
      <div className={styles.person}>
        <span className={styles.text}>{t('invitation.signedInAs', { name: person.displayName, account: person.userPrincipalName })}</span>
        <Button size="small" onClick={() => void leave('stay')}>
          {t('invitation.signOut')}
        </Button>
      </div>
      {!person.isGlobalAdmin && <p className={styles.text}>{t('invitation.onlyAdmins')}</p>}
      {relationships.length === 0 && <p className={styles.text}>{t('invitation.noPartners')}</p>}
      <ul className={styles.cards}>
        {relationships.map((relationship) => (
          <PartnerCard
            key={relationship.partner.id}
            relationship={relationship}
            roles={rolesOf(relationship.partner.id)}
            mayEnd={person.isGlobalAdmin}
          />
        ))}
      </ul>
    </section>
  );
}

type PartnerCardProps = { readonly relationship: Relationship; readonly roles: readonly RolesForTime[]; readonly mayEnd: boolean };

function PartnerCard({ relationship, roles, mayEnd }: PartnerCardProps) {
  const t = useWords();
  const formats = useFormats();
  const { partner, reseller, since, allowDelegatedAccess, delegatedAccessSince } = relationship;
  return (
    <li className={styles.partner}>
      <h3 className={styles.strong}>{partner.name}</h3>
      <span className={styles.hint}>
        {partner.domain} · {formats.country(partner.country)} · {t('invitation.since', { day: formats.day(since) })}
      </span>
      {reseller !== undefined && <span className={styles.hint}>{t('invitation.lookedAfterBy', { name: reseller.name })}</span>}
      <div className={styles.granted}>
        <div>
          <Badge appearance="tint" color={allowDelegatedAccess ? 'success' : 'informative'}>
            {t(allowDelegatedAccess ? 'invitation.privileges' : 'invitation.noPrivileges')}
          </Badge>
          {delegatedAccessSince !== undefined && (
            <span className={styles.hint}>{t('invitation.since', { day: formats.day(delegatedAccessSince) })}</span>
          )}
        </div>
        {allowDelegatedAccess && mayEnd && (
          <TakeBack path={`partners/${partner.id}/enddelegatedadmin`} button="invitation.endPrivileges" name={partner.name} />
        )}
      </div>
      {roles.map((each) => (
        <RolesLine key={each.id} roles={each} mayEnd={mayEnd} />
      ))}
    </li>
  );
}

function RolesLine({ roles, mayEnd }: { roles: RolesForTime; mayEnd: boolean }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { id, displayName, status, endDateTime } = roles;
  const isOver = OVER.includes(status);
  return (
    <div className={styles.granted}>
      <div>
        <Badge appearance="tint" color={isOver ? 'informative' : status === 'approvalPending' ? 'brand' : 'success'}>
          {byCode(`invitation.status.${status}`) ?? status}
        </Badge>{' '}
        {displayName}
        <span className={styles.hint}>{formats.list(roles.roles.map(({ name }) => name))}</span>
        {endDateTime !== undefined && <span className={styles.hint}>{t('invitation.until', { day: formats.day(endDateTime) })}</span>}
      </div>
      {!isOver && mayEnd && (
        <TakeBack path={`delegatedadminrelationships/${id}/terminate`} button="invitation.takeRolesBack" name={displayName} />
      )}
    </div>
  );
}

type TakeBackProps = {
  readonly path: string;
  readonly button: 'invitation.endPrivileges' | 'invitation.takeRolesBack';
  readonly name: string;
};

function TakeBack({ path, button, name }: TakeBackProps) {
  const t = useWords();
  const { mutate, isPending, error } = useTakeBack(path);
  return (
    <div>
      <ConfirmDialog
        right="tenant.own"
        button={t(button)}
        title={t('invitation.endTitle', { name })}
        confirm={t(button)}
        isBusy={isPending}
        onConfirm={(requestId) => mutate(requestId)}
      >
        {t('invitation.endDetail')}
      </ConfirmDialog>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </div>
  );
}
