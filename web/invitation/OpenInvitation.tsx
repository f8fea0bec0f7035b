import { Button } from '@fluentui/react-components';
import type { Invitation } from '../../src/customers/invitations/contract.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './Invitation.module.css';
import { leave, SIGN_IN, type Outcome } from './invitation.ts';

type OpenInvitationProps = { readonly secret: string; readonly invitation: Invitation; readonly onDone: (outcome: Outcome) => void };

/** Who asks for what; then the way to sign in, the answer, or why this person cannot give one. */
export function OpenInvitation(props: OpenInvitationProps) {
  const t = useWords();
  const { invitation } = props;
  const { kind, partner, withDelegatedAdmin } = invitation;
  const asks = kind === 'delegated_admin' ? 'roles' : withDelegatedAdmin ? 'both' : 'relationship';
  return (
    <section className={styles.card}>
      <h1 className={styles.title}>{t(`invitation.asks.${asks}`, { partner: partner.name })}</h1>
      <p className={styles.text}>{t(`invitation.asksDetail.${asks}`, { partner: partner.name })}</p>
      <WhoAsks invitation={invitation} />
      <Next {...props} />
    </section>
  );
}

function WhoAsks({ invitation }: { invitation: Invitation }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { partner, reseller, requestedBy, requestedAt, expiresAt, delegatedAdmin } = invitation;
  return (
    <>
      <Facts>
        <Fact name={t('invitation.partner')}>
          {partner.name}
          <span className={styles.hint}>
            {partner.domain} · {formats.country(partner.country)} · {t('invitation.mpn', { mpn: partner.mpnId })}
          </span>
        </Fact>
        {reseller !== undefined && <Fact name={t('invitation.reseller')}>{reseller.name}</Fact>}
        <Fact name={t('invitation.sentBy')}>
          {requestedBy}
          <span className={styles.hint}>{formats.day(requestedAt)}</span>
        </Fact>
        <Fact name={t('invitation.worksUntil')}>{formats.day(expiresAt)}</Fact>
      </Facts>
      {delegatedAdmin !== undefined && (
        <Facts>
          <Fact name={t('invitation.roles')}>
            <ul className={styles.plain}>
              {delegatedAdmin.roles.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </Fact>
          <Fact name={t('invitation.duration')}>
            {byCode(`invitation.duration.${delegatedAdmin.duration}`) ?? delegatedAdmin.duration}
            <span className={styles.hint}>
              {t(delegatedAdmin.autoExtendDuration === 'PT0S' ? 'invitation.endsByItself' : 'invitation.extendsByItself')}
            </span>
          </Fact>
        </Facts>
      )}
    </>
  );
}

function Next({ secret, invitation, onDone }: OpenInvitationProps) {
  const t = useWords();
  const { person, isForAnotherOrganization } = invitation;
  if (person === undefined) {
    return (
      <>
        <p className={styles.text}>{t('invitation.signInFirst')}</p>
        <div className={styles.buttons}>
          <Button as="a" appearance="primary" href={SIGN_IN}>
            {t('invitation.signIn')}
          </Button>
        </div>
      </>
    );
  }
  const obstacle = isForAnotherOrganization === true ? 'otherOrganization' : person.isGlobalAdmin ? null : 'notAdmin';
  if (obstacle === null) return <AnswerForm secret={secret} invitation={invitation} person={person} onDone={onDone} />;
  return (
    <div role="alert" data-trouble={obstacle}>
      <p className={styles.strong}>{t(`invitation.obstacle.${obstacle}`, { name: person.userPrincipalName })}</p>
      <p className={styles.text}>{t(`invitation.obstacleDetail.${obstacle}`)}</p>
      <div className={styles.buttons}>
        <Button onClick={() => void leave('sign in')}>{t('invitation.somebodyElse')}</Button>
      </div>
    </div>
  );
}
