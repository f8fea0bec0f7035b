import type { Command } from './command.ts';

/** The help of one command, from its own declaration. */
export function helpOf({ usage, summary, options, words = {} }: Command): string {
  const rows = [
    ...Object.entries(words),
    ...Object.entries(options).map(
      ([name, { value, about = '' }]) => [value === undefined ? `--${name}` : `--${name} ${value}`, about] as const,
    ),
    ['--json', 'print data for programs'] as const,
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `upseat ${usage} [--json]\n\n${summary}.\n\n${rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}\n`).join('')}`;
}
