import { describe, expect, it } from 'vitest';
import { texts as english } from '../../client/app/locales/en/index.ts';
import { texts as chinese } from '../../client/app/locales/zh/index.ts';

/** Key path → the values that the text leaves open, e.g. `{{name}}`, sorted. */
const openValues = (texts: object, path = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
      typeof text === 'string'
        ? [
            [
              `${path}${key}`,
              [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort().join(),
            ] as const,
          ]
        : typeof text === 'object' && text !== null
          ? [...openValues(text, `${path}${key}.`)]
          : [],
    ),
  );

describe('the two languages', () => {
  const zh = openValues(chinese);
  const en = openValues(english);

  it('HOUSE-12: say the same things', () => {
    expect(zh.size).toBeGreaterThan(20);
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
    const singular = (key: string) =>
      key.endsWith('_one') && zh.has(key.replace(/_one$/, '_other'));
    expect([...en.keys()].filter((key) => !zh.has(key) && !singular(key))).toEqual([]);
  });

  it('HOUSE-12: leave open the same values', () => {
    const different = [...zh].filter(([key, values]) => en.get(key) !== values);
    expect(different.map(([key]) => key)).toEqual([]);
  });
});
