/** A column: its heading, and whether it holds numbers, which stand to the right. */
export type Column = { readonly head: string; readonly align?: 'left' | 'right' };

/** Lays rows out in columns of the terminal, with the headings above. No row, no line. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = [columns.map(({ head }) => head), ...rows].map((row) => columns.map((_, i) => harmless(row[i] ?? '')));
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ''))));
  return cells.map((row) =>
    row
      .map((cell, i) => padded(cell, widths[i] ?? 0, columns[i]?.align ?? 'left'))
      .join('  ')
      .trimEnd(),
  );
}

/** Facts of one thing, one a line: the name, then the value. */
export function factLines(facts: readonly (readonly [name: string, value: string | number | undefined])[]): readonly string[] {
  const shown = facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, harmless(String(value))] as const]));
  const width = Math.max(0, ...shown.map(([name]) => displayWidth(name)));
  return shown.map(([name, value]) => `${padded(name, width, 'left')}  ${value}`);
}

/** How many columns of a terminal a text takes: two for a Chinese character, none for an accent that stands on another. */
export function displayWidth(text: string): number {
  return [...graphemes.segment(text)].reduce((width, { segment }) => width + (WIDE.test(segment) ? 2 : NO_WIDTH.test(segment) ? 0 : 1), 0);
}

/** A text that the terminal only shows: what others typed into a name must not steer it. */
export function harmless(text: string): string {
  return text.replaceAll(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** East Asian Wide and Fullwidth (Unicode Annex 11), and emoji. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u;
const NO_WIDTH = /^(?:\p{Mn}|\p{Me}|\p{Cf})+$/u;

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? `${text}${space}` : `${space}${text}`;
}
