import { createInstance, type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { texts as english } from '../../client/app/locales/en/index.ts';
import { texts as chinese } from '../../client/app/locales/zh/index.ts';
import { asksForAnotherFormula, formulaErrorText } from '../../client/cells/formulaError.ts';
import {
  type Column,
  type FormulaError,
  formulaErrors,
  type Language,
} from '../../shared/model/index.ts';
import { column } from '../columns/workspace.ts';

let words: TFunction;
let chineseWords: TFunction;
beforeAll(async () => {
  const start = (lng: Language, translation: typeof english | typeof chinese) =>
    createInstance().init({
      lng,
      resources: { [lng]: { translation } },
      interpolation: { escapeValue: false },
    });
  words = await start('en', english);
  chineseWords = await start('zh', chinese);
});

const columns: readonly Column[] = [
  { ...column('number'), id: 'count', name: { zh: '成交次数', en: 'Deals won' } },
  { ...column('formula'), id: 'share', name: { zh: '占比', en: 'Share' } },
];

const inBoth = (error: FormulaError): readonly string[] => [
  formulaErrorText(chineseWords, error, columns, 'zh'),
  formulaErrorText(words, error, columns, 'en'),
];

describe('an error of a formula', () => {
  it('FORM-53: names the column whose text could not be read', () => {
    expect(inBoth({ error: '#VALUE!', cause: 'count' })).toEqual([
      '“成交次数”里的文字读不懂。改好它，这里就会重算。',
      '“Deals won” holds text that could not be read. Correct it, and this updates.',
    ]);
  });

  it('FORM-53: names the formula that it comes from, with that one’s reason', () => {
    const [zh, en] = inBoth({ error: '#DIV/0!', cause: 'share' });
    expect(zh).toMatch(/“占比”.*除数是 0 或空/);
    expect(en).toMatch(/“Share”.*Divided by 0/);
  });

  it('FORM-53: has a reason of its own for every kind', () => {
    for (const reasons of [0, 1].map((at) => formulaErrors.map((error) => inBoth({ error })[at])))
      expect(new Set(reasons).size).toBe(formulaErrors.length);
    expect(formulaErrors.flatMap((error) => inBoth({ error })).join()).not.toContain(
      'formula.errors',
    );
  });

  it('FORM-53: says so of a column that is not there any more', () => {
    expect(inBoth({ error: '#DIV/0!', cause: 'gone' })).toEqual(inBoth({ error: '#DIV/0!' }));
  });

  it('FORM-53: offers another formula only where that mends it', () => {
    expect(asksForAnotherFormula({ error: '#REF!' })).toBe(true);
    expect(asksForAnotherFormula({ error: '#REF!', cause: 'share' })).toBe(false);
    expect(asksForAnotherFormula({ error: '#DIV/0!' })).toBe(false);
  });
});
