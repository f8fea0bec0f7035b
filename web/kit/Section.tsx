import { useEffect, useRef, type ReactNode } from 'react';
import styles from './Section.module.css';

type SectionProps = {
  /** The id of its heading, unique on the page; addresses may lead there. */
  readonly id: string;
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page with a heading of its own. An address that ends in its id leads there, also when the page is slow to come. */
export function Section({ id, title, about, children }: SectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (location.hash === `#${id}`) heading.current?.scrollIntoView();
  }, [id]);
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id} ref={heading} className={styles.heading}>
        {title}
      </h2>
      {about !== undefined && <p className={styles.about}>{about}</p>}
      {children}
    </section>
  );
}

/** Buttons side by side, which wrap where there is no room. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
