import { useEffect, useRef, type ReactNode } from 'react';
import styles from './Card.module.css';

type CardProps = {
  /** The id of its heading, unique on the page. */
  readonly id: string;
  readonly title: string;
  /** It came up because somebody asked for it: keyboard and screen reader go on from its heading. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
};

/** A part of a page in a frame of its own, under a heading: something that can be done here. */
export function Card({ id, title, takesFocus = false, children }: CardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
