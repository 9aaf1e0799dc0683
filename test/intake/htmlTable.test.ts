import { describe, expect, it } from 'vitest';
import { cellsToHtml } from '../../shared/intake/htmlTable.ts';

describe('cells as HTML', () => {
  it('QUERY-12: are a table of escaped text', () => {
    expect(cellsToHtml([['<b>&"', '甲\r\n乙']])).toBe(
      '<meta charset="utf-8"><table><tbody><tr><td>&lt;b&gt;&amp;&quot;</td>' +
        '<td>甲<br style="mso-data-placement:same-cell">乙</td></tr></tbody></table>',
    );
  });

  it('QUERY-12: keep long digits, leading zeros and what is said to be text from becoming numbers', () => {
    const isKept = (cell: string, isText = false) =>
      cellsToHtml([[cell]], () => isText).includes('mso-number-format');
    expect(
      ['110199196301180464', '11019919630118046X', '00571'].map((cell) => isKept(cell)),
    ).toEqual([true, true, true]);
    expect(['1200', '0', '0.5', '甲'].map((cell) => isKept(cell))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isKept('1200', true)).toBe(true);
  });
});
