import { useEffect, useRef, type ReactNode } from 'react';
import styles from './PageHeading.module.css';

/**
 * The heading of a page. It names the browser's tab and takes the focus when the page opens, so that keyboard and
 * screen reader start where the eye does. The first page of a visit leaves the focus where the browser puts it.
 */
export function PageHeading({
  title,
  documentTitle,
  icon,
  children,
}: {
  title: ReactNode;
  documentTitle: string;
  icon?: ReactNode;
  children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${documentTitle} – Upseat`;
  }, [documentTitle]);

  useEffect(() => {
    if (isFirstPage) isFirstPage = false;
    else heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className={styles.bar}>
      {icon}
      <div className={styles.texts}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {children}
      </div>
    </div>
  );
}

let isFirstPage = true;
