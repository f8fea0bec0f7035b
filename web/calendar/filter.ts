/** What the calendar is narrowed to. */
export type CalendarFilter = { readonly kind?: string | undefined; readonly days?: number | undefined };

/** How far one can look ahead, in days. */
export const SPANS = [30, 90, 180, 365] as const;
