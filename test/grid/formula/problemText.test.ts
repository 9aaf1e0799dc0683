import { createInstance, type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { texts as english } from '../../../client/app/locales/en/index.ts';
import { texts as chinese } from '../../../client/app/locales/zh/index.ts';
import { problemText } from '../../../client/grid/formula/problemText.ts';
import { formulaProblemReasons } from '../../../shared/formulas/index.ts';
import type { Language } from '../../../shared/model/index.ts';

const words: TFunction[] = [];
beforeAll(async () => {
  const start = (lng: Language, translation: typeof english | typeof chinese) =>
    createInstance().init({
      lng,
      resources: { [lng]: { translation } },
      interpolation: { escapeValue: false },
    });
  words.push(await start('zh', chinese), await start('en', english));
});

const inBoth = (
  ...given: Parameters<typeof problemText> extends [unknown, ...infer R] ? R : never
) => words.map((t) => problemText(t, ...given));

describe('what is wrong with a formula', () => {
  it('FORM-55: is said with its name', () => {
    const typed = '=[@次数]*2';
    const problem = { reason: 'unknownColumn', from: 1, to: 6, name: '次数' } as const;
    expect(inBoth(problem, typed)).toEqual([
      '这张表没有“次数”列。请从“可以用的列”里选。',
      'This table has no column “次数”. Choose from “Columns to use”.',
    ]);
  });

  it('FORM-55: is said with its place where it cannot be read', () => {
    const [zh] = inBoth({ reason: 'syntax', from: 2, to: 5 }, '=1)*2');
    expect(zh).toContain('“)*2”');
    const [, long] = inBoth({ reason: 'syntax', from: 1, to: 60 }, `=${'x'.repeat(59)}`);
    expect(long).toContain(`“${'x'.repeat(16)}…”`);
  });

  it('FORM-55: is that it is not finished, where it breaks off', () => {
    expect(inBoth({ reason: 'syntax', from: 6, to: 6 }, '=IF(1, ')).toEqual([
      '公式没有写完，可能少了括号、引号或后半部分。',
      'The formula is not finished: a bracket, a quote or its end is missing.',
    ]);
  });

  it('FORM-55: has a sentence for every reason', () => {
    for (const reason of formulaProblemReasons)
      for (const sentence of inBoth({ reason, from: 0, to: 1, name: 'X' }, 'X+1'))
        expect(sentence).not.toContain('formula.problems');
  });
});
