import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { LinkDismissRegular } from '@fluentui/react-icons/svg/link-dismiss';
import { useEffect, useRef } from 'react';
import { useWords } from '../kit/words.ts';
import styles from './Invitation.module.css';
import type { Outcome } from './invitation.ts';

/** Why a link opens nothing, and what to do. */
export type TroubleCode = 'unknown' | 'accepted' | 'declined' | 'revoked' | 'expired';

/** A link that opens nothing any more, in plain words. */
export function Trouble({ code, partner = '' }: { code: TroubleCode; partner?: string }) {
  const t = useWords();
  return (
    <section className={styles.card} data-trouble={code}>
      <span aria-hidden className={styles.icon}>
        <LinkDismissRegular />
      </span>
      <h1 className={styles.title}>{t(`invitation.trouble.${code}`)}</h1>
      <p className={styles.text}>{t(code === 'unknown' ? 'invitation.unknownDetail' : 'invitation.askAgain', { partner })}</p>
    </section>
  );
}

/** What came of the answer. */
export function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  const t = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const partner = outcome.partner.name;
  const isAccepted = outcome.state === 'accepted';
  return (
    <section className={styles.card}>
      <span aria-hidden className={styles.icon}>
        <CheckmarkCircleRegular />
      </span>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {t(isAccepted ? 'invitation.accepted' : 'invitation.declined', { partner })}
      </h1>
      <p className={styles.text}>
        {!isAccepted && t('invitation.declinedDetail')}
        {isAccepted && t(outcome.allowDelegatedAccess === true ? 'invitation.acceptedWith' : 'invitation.acceptedAlone', { partner })}
      </p>
    </section>
  );
}
