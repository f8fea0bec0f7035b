/**
 * Renders the part of Markdown that our pages are written in: headings, paragraphs, lists, tables, fenced code, inline
 * code, bold, emphasis and links. Everything is escaped first, so no page can bring markup of its own. Links to other
 * pages (`name.md`) lead below `base`.
 */
export function renderMarkdown(text: string, base: string): string {
  const blocks: string[] = [];
  const lines = text.replaceAll('\r', '').split('\n');
  for (let at = 0; at < lines.length;) {
    const block = BLOCKS.find(({ begins }) => begins.test(lines[at] ?? ''));
    if (block === undefined) {
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < lines.length && block.goesOn(lines[end] ?? '')) end += 1;
    if (block.closes === true) end += 1;
    blocks.push(block.render(lines.slice(at, end), base));
    at = end;
  }
  return blocks.join('\n');
}

/** Makes text safe inside HTML and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

type Block = {
  readonly begins: RegExp;
  readonly goesOn: (line: string) => boolean;
  /** Whether the line after the last belongs to it too. */
  readonly closes?: boolean;
  readonly render: (lines: readonly string[], base: string) => string;
};

const SPECIAL = /^(#{1,6} |```|\||[-*] |\d+\. )/;
const startsItem = /^([-*]|\d+\.) +/;

const BLOCKS: readonly Block[] = [
  { begins: /^#{1,6} /, goesOn: () => false, render: ([line = ''], base) => heading(line, base) },
  {
    begins: /^```/,
    goesOn: (line) => !line.startsWith('```'),
    closes: true,
    render: (lines) => `<pre><code>${escapeHtml(lines.slice(1, -1).join('\n'))}</code></pre>`,
  },
  { begins: /^\|/, goesOn: (line) => line.startsWith('|'), render: table },
  { begins: /^[-*] /, goesOn: (line) => /^([-*] |  )/.test(line), render: (lines, base) => list('ul', lines, base) },
  { begins: /^\d+\. /, goesOn: (line) => /^(\d+\. |  )/.test(line), render: (lines, base) => list('ol', lines, base) },
  {
    begins: /\S/,
    goesOn: (line) => /\S/.test(line) && !SPECIAL.test(line),
    render: (lines, base) => `<p>${inline(lines.join(' '), base)}</p>`,
  },
];

function heading(line: string, base: string): string {
  const level = line.indexOf(' ');
  return `<h${level}>${inline(line.slice(level + 1).trim(), base)}</h${level}>`;
}

function list(tag: 'ul' | 'ol', lines: readonly string[], base: string): string {
  const items: string[] = [];
  for (const line of lines) {
    if (startsItem.test(line)) items.push(line.replace(startsItem, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return `<${tag}>${items.map((item) => `<li>${inline(item, base)}</li>`).join('')}</${tag}>`;
}

function table(lines: readonly string[], base: string): string {
  const rows = lines
    .filter((line) => !/^\|[\s:|-]+\|?$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, '')
        .split('|')
        .map((cell) => inline(cell.trim(), base)),
    );
  const [head = [], ...body] = rows;
  const row = (tag: 'th' | 'td', cells: readonly string[]) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${row('th', head)}</thead><tbody>${body.map((cells) => row('td', cells)).join('')}</tbody></table>`;
}

/** Code first: what stands in it is not looked at any further. */
function inline(text: string, base: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') && part.endsWith('`') && part.length > 2 ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : emphasized(part),
    )
    .join('')
    .replace(/\[((?:[^[\]]|<code>[^<]*<\/code>)+)\]\(([^()\s]+)\)/g, (_, label: string, target: string) => anchor(label, target, base));
}

function emphasized(text: string): string {
  return escapeHtml(text)
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])\*([^*\s][^*]*)\*/g, '$1<em>$2</em>');
}

/** Only links to pages and to the web: no other scheme ever reaches the page. */
function anchor(label: string, target: string, base: string): string {
  const page = /^([\w.-]+)\.md(#[\w-]*)?$/.exec(target);
  if (page !== null) return `<a href="${base}${page[1]}${page[2] ?? ''}">${label}</a>`;
  return /^(https?:\/\/|\/(?!\/)|#)/.test(target) ? `<a href="${target}">${label}</a>` : label;
}
