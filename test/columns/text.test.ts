import { describe, expect, it } from 'vitest';
import { jsonToCell, readText } from '../../shared/columns/index.ts';
import { column, contextOf } from './workspace.ts';

const text = column('text');

describe('text', () => {
  it.each([
    '110199196301180464',
    '00571',
    '1.10199E+17',
    ' two\r\nlines ',
    '=1+1',
    '  ',
    '2023/5/6',
  ])('COL-7: %j stays as it was written', (written) => {
    expect(readText(written, text, contextOf())).toEqual({ value: written, makes: [] });
  });

  it('COL-7: of a program that sent a number has lost nothing, or is unread', () => {
    expect(jsonToCell(42, text, contextOf()).value).toBe('42');
    expect(jsonToCell(JSON.parse('110199196301180464'), text, contextOf())).toMatchObject({
      value: { unread: expect.any(String) },
      reason: 'tooPrecise',
    });
    expect(jsonToCell({ a: 1 }, text, contextOf())).toMatchObject({
      value: { unread: '{"a":1}' },
      reason: 'wrongKind',
    });
  });
});

describe('a tick', () => {
  const checkbox = column('checkbox');
  const read = (written: string) => readText(written, checkbox, contextOf()).value;

  it('is read in many words', () => {
    for (const yes of ['是', '对', '√', '✓', 'Yes', 'y', 'TRUE', '１'])
      expect(read(yes)).toBe(true);
    for (const no of ['否', '错', '×', 'No', 'N', 'false', '0']) expect(read(no)).toBe(false);
    expect(read('  ')).toBeNull();
  });

  it('COL-4: is not guessed: x is a tick to some and none to others', () => {
    expect(read('x')).toEqual({ unread: 'x' });
  });
});
