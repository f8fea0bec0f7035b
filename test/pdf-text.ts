import { inflateSync } from 'node:zlib';

/** What a test sees of a PDF: the text of each page in the order in which it is set, and the fonts that are embedded. */
export type PdfRead = { readonly pages: readonly string[]; readonly fonts: readonly string[] };

/** Reads a document of our own making back: each page's glyphs through the table from glyphs to text of its font. */
export function readPdf(bytes: Buffer): PdfRead {
  const text = bytes.toString('latin1');
  const objects = new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
  const stream = (id: string): string => {
    const body = objects.get(id) ?? '';
    const content = /stream\n([^]*)\nendstream/.exec(body)?.[1] ?? '';
    return /FlateDecode/.test(body) ? inflateSync(Buffer.from(content, 'latin1')).toString('latin1') : content;
  };
  const all = [...objects.values()];
  return {
    fonts: all.flatMap((body) => (body.includes('/FontFile') ? (/\/FontName \/(\S+)/.exec(body)?.[1] ?? []) : [])),
    pages: all
      .filter((body) => /\/Type \/Page\b/.test(body))
      .map((page) => {
        const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? '') ?? page;
        const maps = new Map(
          [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((match) => {
            const font = objects.get(match[2] ?? '') ?? '';
            return [match[1] ?? '', glyphsOf(stream(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? ''))] as const;
          }),
        );
        return textOf(stream(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? ''), maps);
      }),
  };
}

/** Glyph numbers and what they stand for, from a `beginbfrange` list. */
function glyphsOf(map: string): ReadonlyMap<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, first = '0', , list = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    const texts = [...list.matchAll(/<([0-9a-f ]*)>/gi)].map((match) =>
      Buffer.from((match[1] ?? '').replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le'),
    );
    texts.forEach((text, i) => glyphs.set(Number.parseInt(first, 16) + i, text));
  }
  return glyphs;
}

/** One line of text for each piece that is set. */
function textOf(content: string, maps: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let glyphs: ReadonlyMap<number, string> = new Map();
  const lines: string[] = [];
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) glyphs = maps.get(font) ?? new Map();
    else
      lines.push(
        [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)]
          .flatMap((match) => (match[1] ?? '').match(/.{4}/g) ?? [])
          .map((code) => glyphs.get(Number.parseInt(code, 16)) ?? '\uFFFD')
          .join(''),
      );
  }
  return lines.join('\n');
}
