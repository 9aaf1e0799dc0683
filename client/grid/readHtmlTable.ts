import type { TextGrid } from '../../shared/intake/tsv.ts';

/**
 * The cells of the first table in `html` as texts; null when there is none. White space is what
 * the page would show of it: source lines that were wrapped are one line, `<br>` and paragraphs
 * begin another. Rows that are not shown are left out; Excel writes one to lay out merged cells.
 */
export const readHtmlTable = (html: string): TextGrid | null => {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return null;
  const rows = [...table.rows].filter(({ style }) => style.display !== 'none');
  const texts = spread(
    rows.map((row) =>
      [...row.cells].map((cell) => ({
        text: textOf(cell),
        columns: cell.colSpan,
        rows: cell.rowSpan,
      })),
    ),
  );
  return texts.length === 0 ? null : texts;
};

export interface SpanningCell {
  readonly text: string;
  readonly columns: number;
  /** 0: down to the last row. */
  readonly rows: number;
}

/** Gives each cell its own place; the others that it spans are empty. */
export const spread = (rows: readonly (readonly SpanningCell[])[]): TextGrid => {
  const texts: string[][] = rows.map(() => []);
  rows.forEach((cells, y) => {
    let x = 0;
    for (const cell of cells) {
      while (texts[y]![x] !== undefined) x++;
      const bottom = cell.rows === 0 ? rows.length : Math.min(rows.length, y + cell.rows);
      for (let at = y; at < bottom; at++)
        for (let over = 0; over < cell.columns; over++) texts[at]![x + over] = '';
      texts[y]![x] = cell.text;
      x += cell.columns;
    }
  });
  // What spans down from the right leaves holes before it.
  return texts.map((row) => Array.from(row, (text) => text ?? ''));
};

const blocks = new Set(['P', 'DIV', 'LI', 'UL', 'OL', 'TR', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);
const unseen = new Set(['STYLE', 'SCRIPT', 'TEMPLATE']);

/** Stands where a block begins or ends; no text that is read has one, as it is white space. */
const edge = '\f';

/** What pages write where several spaces, or one alone, are meant to be seen. */
const hardSpace = '\u00a0';

const textOf = (cell: Element): string =>
  written(cell)
    .replaceAll(/ *\f[ \f]*/g, '\n')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(hardSpace, ' ')
    .trim();

const written = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE)
    return (node.nodeValue ?? '').replaceAll(/[ \t\r\n\f]+/g, ' ');
  if (unseen.has(node.nodeName)) return '';
  if (node.nodeName === 'BR') return '\n';
  const text = Array.from(node.childNodes, written).join('');
  return blocks.has(node.nodeName) ? `${edge}${text}${edge}` : text;
};
