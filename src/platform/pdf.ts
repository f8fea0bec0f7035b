import { fileURLToPath } from 'node:url';
import PdfKit from 'pdfkit';

/** What a document shows, from top to bottom. */
export type PdfBlock =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Labels with their values, side by side. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  /** `total` is a last row that stands out. A table goes on over pages, with its headings on each. */
  | { readonly kind: 'table'; readonly columns: readonly PdfColumn[]; readonly rows: readonly Cells[]; readonly total?: Cells };

/** A column takes its share of the width. */
type PdfColumn = { readonly heading: string; readonly share: number; readonly align: 'left' | 'right' };
type Cells = readonly string[];

export type PdfContent = {
  readonly title: string;
  readonly author: string;
  /** BCP 47, for readers that speak. */
  readonly language: string;
  readonly madeAt: Date;
  readonly blocks: readonly PdfBlock[];
  /** What stands at the foot of a page. */
  readonly footer: (page: number, pages: number) => string;
};

type Pdf = InstanceType<typeof PdfKit>;

const MARGIN = 50;
const FOOT = 40;
const INK = '#1b1a19';
const FAINT = '#605e5c';
const LINE = '#d2d0ce';

/** The letters of Latin and Chinese text alike. A document carries only those that it uses. */
const FONTS = {
  regular: '@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf',
};

/** Sets a document on A4 pages. The same content gives the same bytes. */
export function renderPdf(content: PdfContent): Promise<Buffer> {
  const pdf = new PdfKit({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    lang: content.language,
    displayTitle: true,
    info: { Title: content.title, Author: content.author, CreationDate: content.madeAt, ModDate: content.madeAt },
  });
  for (const [name, path] of Object.entries(FONTS)) pdf.registerFont(name, fileURLToPath(import.meta.resolve(path)));
  const written = bytesOf(pdf);
  for (const block of content.blocks) set(pdf, block);
  setFooters(pdf, content.footer);
  pdf.end();
  return written;
}

function bytesOf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return new Promise((done, failed) => {
    pdf.on('end', () => done(Buffer.concat(chunks)));
    pdf.on('error', failed);
  });
}

function set(pdf: Pdf, block: PdfBlock): void {
  switch (block.kind) {
    case 'title':
      pdf.font('bold').fontSize(22).fillColor(INK).text(block.text);
      return void pdf.moveDown(0.5);
    case 'heading':
      makeRoom(pdf, 90);
      pdf.moveDown(0.8).font('bold').fontSize(12).fillColor(INK).text(block.text, MARGIN);
      return void pdf.moveDown(0.3);
    case 'paragraph':
      pdf.font('regular').fontSize(9).fillColor(FAINT).text(block.text, MARGIN);
      return void pdf.moveDown(0.5);
    case 'facts':
      return setFacts(pdf, block.facts);
    case 'table':
      return setTable(pdf, block);
  }
}

function setFacts(pdf: Pdf, facts: Extract<PdfBlock, { kind: 'facts' }>['facts']): void {
  const labelWidth = 130;
  for (const [label, value] of facts) {
    const top = pdf.y;
    pdf.font('regular').fontSize(10).fillColor(FAINT).text(label, MARGIN, top, { width: labelWidth });
    const afterLabel = pdf.y;
    pdf.fillColor(INK).text(value, MARGIN + labelWidth, top, { width: widthOf(pdf) - labelWidth });
    pdf.y = Math.max(pdf.y, afterLabel) + 2;
  }
  pdf.x = MARGIN;
}

function setTable(pdf: Pdf, { columns, rows, total }: Extract<PdfBlock, { kind: 'table' }>): void {
  const headings = columns.map((column) => column.heading);
  setRow(pdf, columns, headings, 'heading');
  for (const row of rows) {
    if (!fits(pdf, columns, row)) {
      pdf.addPage();
      setRow(pdf, columns, headings, 'heading');
    }
    setRow(pdf, columns, row, 'row');
  }
  if (total !== undefined) {
    if (!fits(pdf, columns, total)) pdf.addPage();
    setRow(pdf, columns, total, 'total');
  }
  pdf.y += 2 * PADDING;
}

const GAP = 8;
const PADDING = 4;

function setRow(pdf: Pdf, columns: readonly PdfColumn[], cells: Cells, kind: 'heading' | 'row' | 'total'): void {
  pdf
    .font(kind === 'row' ? 'regular' : 'bold')
    .fontSize(9)
    .fillColor(kind === 'heading' ? FAINT : INK);
  const top = pdf.y + PADDING;
  const height = heightOf(pdf, columns, cells);
  let left = MARGIN;
  columns.forEach((column, i) => {
    const width = columnWidth(pdf, columns, column);
    pdf.text(cells[i] ?? '', left, top, { width: width - GAP, align: column.align });
    left += width;
  });
  const bottom = top + height + PADDING;
  pdf
    .moveTo(MARGIN, bottom)
    .lineTo(MARGIN + widthOf(pdf), bottom)
    .lineWidth(kind === 'row' ? 0.5 : 1)
    .strokeColor(LINE)
    .stroke();
  pdf.x = MARGIN;
  pdf.y = bottom;
}

function heightOf(pdf: Pdf, columns: readonly PdfColumn[], cells: Cells): number {
  return Math.max(...columns.map((column, i) => pdf.heightOfString(cells[i] ?? '', { width: columnWidth(pdf, columns, column) - GAP })));
}

function fits(pdf: Pdf, columns: readonly PdfColumn[], cells: Cells): boolean {
  pdf.font('bold').fontSize(9);
  return pdf.y + heightOf(pdf, columns, cells) + 2 * PADDING <= bottomOf(pdf);
}

function columnWidth(pdf: Pdf, columns: readonly PdfColumn[], column: PdfColumn): number {
  const shares = columns.reduce((sum, each) => sum + each.share, 0);
  return (widthOf(pdf) * column.share) / shares;
}

function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > bottomOf(pdf)) pdf.addPage();
}

function widthOf(pdf: Pdf): number {
  return pdf.page.width - 2 * MARGIN;
}

function bottomOf(pdf: Pdf): number {
  return pdf.page.height - MARGIN - FOOT;
}

/** The feet come last, when it is known how many pages there are. */
function setFooters(pdf: Pdf, footer: PdfContent['footer']): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    pdf.switchToPage(start + i);
    // Below the margin a text would begin a page of its own.
    pdf.page.margins.bottom = 0;
    const top = pdf.page.height - MARGIN - FOOT / 2;
    pdf
      .font('regular')
      .fontSize(8)
      .fillColor(FAINT)
      .text(footer(i + 1, count), MARGIN, top, { width: widthOf(pdf), align: 'center', lineBreak: false });
  }
}
