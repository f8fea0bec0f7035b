import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Moves a row of links sideways, where it is wider than its window, so that the one to the page at hand can be seen. */
export function useCurrentInView() {
  const row = useRef<HTMLElement>(null);
  // Hears of every page; whether the link has moved is looked at after each.
  useLocation();
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (row.current === null || current === null || current === undefined) return;
    const { offsetLeft, offsetWidth } = current;
    const { scrollLeft, clientWidth, offsetLeft: rowLeft } = row.current;
    const [from, until] = [offsetLeft - rowLeft, offsetLeft - rowLeft + offsetWidth];
    if (from < scrollLeft || until > scrollLeft + clientWidth) row.current.scrollLeft = from - (clientWidth - offsetWidth) / 2;
  });
  return row;
}
