import { describe, expect, it } from 'vitest';
import { inOrderOfUse, suggestionsAt } from '../../../client/grid/formula/formulaTyping.ts';
import { knownFunctions } from '../../../shared/formulas/index.ts';

const columns = [
  { id: 'deals', name: '成交次数', written: '[@成交次数]', spellings: ['成交次数', 'Deals won'] },
  { id: 'ticket', name: '客单价', written: '[@客单价]', spellings: ['客单价', 'Average ticket'] },
  { id: 'last', name: '上次成交', written: '[@上次成交]', spellings: ['上次成交', 'Last deal'] },
];
const functions = inOrderOfUse(knownFunctions.keys());

/** What is offered where `|` stands. */
const offered = (marked: string) => {
  const caret = marked.indexOf('|');
  return suggestionsAt(marked.replace('|', ''), caret, columns, functions);
};
const names = (marked: string): readonly string[] => offered(marked).map(({ text }) => text);

/** The text after the first suggestion was taken. */
const taken = (marked: string): string => {
  const text = marked.replace('|', '');
  const [first] = offered(marked);
  if (first === undefined) return text;
  return text.slice(0, first.from) + first.insert + text.slice(first.to);
};

describe('what is offered while a formula is typed', () => {
  it('FORM-54: is all columns after a bracket, however it is written', () => {
    for (const typed of ['=[|', '=[@|', '=【@|', '=[＠|', '=IF(［|'])
      expect(names(typed)).toEqual(['成交次数', '客单价', '上次成交']);
  });

  it('FORM-54: is the columns that have what is typed, beginnings first, in either language', () => {
    expect(names('=[@成交|')).toEqual(['成交次数', '上次成交']);
    expect(names('=[@dea|')).toEqual(['成交次数', '上次成交']);
    expect(names('=[@[Deals w|')).toEqual(['成交次数']);
  });

  it('FORM-54: is functions after letters, common ones first, and columns without brackets', () => {
    expect(names('=I|').slice(0, 4)).toEqual(['IF', 'IFS', 'IFERROR', 'ISBLANK']);
    expect(names('=IF(an|')).toEqual(['AND']);
    expect(names('=1+客|')).toEqual(['客单价']);
  });

  it('FORM-54: is nothing within texts, after numbers and where nothing is typed', () => {
    for (const typed of ['|', '=|', '="成交|"', '=IF([@成交次数]>3,“成|', '=12|', '=[@客单价]|'])
      expect(names(typed)).toEqual([]);
  });

  it('FORM-54: takes the place of what was typed, and of the rest of the column', () => {
    expect(taken('=[@成|')).toBe('=[@成交次数]');
    expect(taken('=[@成|交]*2')).toBe('=[@成交次数]*2');
    expect(taken('=[@[Deals w|on]]*2')).toBe('=[@成交次数]*2');
    expect(taken('=[@客|+[@成交次数]')).toBe('=[@客单价]+[@成交次数]');
    expect(taken('=rou|')).toBe('=ROUND(');
    expect(taken('=rou|(1)')).toBe('=ROUND(1)');
    expect(taken('=客|')).toBe('=[@客单价]');
  });
});
