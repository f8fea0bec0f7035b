import { Button, usePositioning } from '@fluentui/react-components';
import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useSyncExternalStore,
  type FocusEvent,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import styles from './HoverCard.module.css';

/** A hand that strays for a moment does not lose the card; one that only passes by does not open it. */
const OPEN_AFTER_MS = 120;
const CLOSE_AFTER_MS = 300;

type HoverCardProps = {
  /** What a screen reader calls the icon or the text. */
  readonly label: string;
  readonly icon?: ReactElement;
  /** Stands in the place of an icon; the label begins with it. */
  readonly text?: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
};

/**
 * An icon or a text with a card that opens when the pointer rests on it or the focus reaches it. The card stays while pointer or
 * focus is on either, and Escape closes it. It follows the icon in the document, so Tab goes from one into the other.
 */
export function HoverCard({ label, icon, text, title, children }: HoverCardProps) {
  const id = useId();
  const around = useRef<HTMLSpanElement>(null);
  const { isOpen, open, close } = useOnlyOpenCard(id);
  const later = useDelay();
  const { targetRef, containerRef } = usePositioning({ position: 'below', align: 'start', offset: 4, overflowBoundaryPadding: 8 });

  const closeUnlessFocused = () => around.current?.contains(document.activeElement) === true || close();
  const blur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    around.current?.querySelector('button')?.focus();
    close();
  };

  useEscapeAnywhere(isOpen, close);

  return (
    <span
      ref={around}
      role="presentation"
      className={styles.around}
      onMouseEnter={() => later(open, OPEN_AFTER_MS)}
      onMouseLeave={() => later(closeUnlessFocused, CLOSE_AFTER_MS)}
      onBlur={blur}
      onKeyDown={escape}
    >
      <Button
        ref={targetRef}
        appearance="transparent"
        size="small"
        icon={icon ?? null}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        className={text === undefined ? styles.icon : styles.text}
        onFocus={open}
        onClick={open}
      >
        {text}
      </Button>
      {isOpen && (
        <div ref={containerRef} id={id} role="group" aria-labelledby={`${id}title`} className={styles.card}>
          <div id={`${id}title`} className={styles.title}>
            {title}
          </div>
          {children}
        </div>
      )}
    </span>
  );
}

/** A card that only the pointer opened has no focus in it, and must go away on Escape all the same. */
function useEscapeAnywhere(isOpen: boolean, close: () => void) {
  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOnEscape = ({ key }: globalThis.KeyboardEvent) => {
      if (key === 'Escape') close();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [isOpen, close]);
}

/** At most one card of the page is open: opening one closes the other. */
function useOnlyOpenCard(id: string): { readonly isOpen: boolean; readonly open: () => void; readonly close: () => void } {
  const isOpen = useSyncExternalStore(watchOpenCard, () => openCard.id === id);
  const close = useCallback(() => {
    if (openCard.id === id) showCard(null);
  }, [id]);
  useEffect(() => close, [close]);
  return { isOpen, open: () => showCard(id), close };
}

const openCard: { id: string | null } = { id: null };
const watchers = new Set<() => void>();

function showCard(id: string | null): void {
  openCard.id = id;
  for (const watcher of watchers) watcher();
}

function watchOpenCard(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Runs the last thing asked for after its delay; whatever was asked before is forgotten. */
function useDelay(): (action: () => unknown, delayMs: number) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (action, delayMs) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(action, delayMs);
  };
}
