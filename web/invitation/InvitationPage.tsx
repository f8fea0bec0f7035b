import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Mark } from '../kit/Mark.tsx';
import { AppearanceMenu, LanguageMenu } from '../kit/Menus.tsx';
import { RightsContext } from '../kit/permission.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Invitation.module.css';
import { SIGN_IN, useInvitation, useTenant, type Outcome } from './invitation.ts';
import { OpenInvitation } from './OpenInvitation.tsx';
import { OutcomeNotice, Trouble } from './Notices.tsx';
import { Partners } from './Partners.tsx';
import { forgetSecret, secretOfLink } from './secret.ts';

/** What people of customers see who open a partner's link, or want to know who may do what in their organization. */
export function InvitationPage() {
  const t = useWords();
  const [secret, setSecret] = useState(secretOfLink);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { data: tenant } = useTenant();
  useEffect(() => {
    document.title = `${t('invitation.title')} – Upseat`;
  }, [t]);
  const finish = (done: Outcome) => {
    forgetSecret();
    setSecret(null);
    setOutcome(done);
  };
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Mark size={28} />
        <span className={styles.product}>Upseat</span>
        <span className={styles.space} />
        <LanguageMenu />
        <AppearanceMenu />
      </header>
      <main className={styles.main}>
        {/* Everything that people of customers may do here is one right; whether they are administrators is told at each button. */}
        <RightsContext value={['tenant.own']}>
          {outcome !== null && <OutcomeNotice outcome={outcome} />}
          {outcome === null && secret !== null && <Asked secret={secret} onDone={finish} />}
          {outcome === null && secret === null && <NoLink isSignedIn={tenant !== null && tenant !== undefined} />}
          <Partners />
        </RightsContext>
      </main>
    </div>
  );
}

function Asked({ secret, onDone }: { secret: string; onDone: (outcome: Outcome) => void }) {
  const t = useWords();
  const { data: invitation, error, refetch } = useInvitation(secret);
  if (error !== null) {
    if (error.problem.kind === 'fault' && error.problem.status === 404) return <Trouble code="unknown" />;
    return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  }
  if (invitation === undefined) return <Spinner label={t('kit.loading')} />;
  if (invitation.state !== 'open') return <Trouble code={invitation.state} partner={invitation.partner.name} />;
  return <OpenInvitation secret={secret} invitation={invitation} onDone={onDone} />;
}

function NoLink({ isSignedIn }: { isSignedIn: boolean }) {
  const t = useWords();
  if (isSignedIn) return null;
  return (
    <section className={styles.card}>
      <h1 className={styles.title}>{t('invitation.noLink')}</h1>
      <p className={styles.text}>{t('invitation.noLinkDetail')}</p>
      <div className={styles.buttons}>
        <Button as="a" appearance="primary" href={SIGN_IN}>
          {t('invitation.signIn')}
        </Button>
      </div>
    </section>
  );
}
