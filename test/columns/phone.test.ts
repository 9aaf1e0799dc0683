import { describe, expect, it } from 'vitest';
import { copyCell, jsonToCell, readText, showCell } from '../../shared/columns/index.ts';
import { column, contextOf } from './workspace.ts';

const phone = column('phone');
const read = (text: string) => readText(text, phone, contextOf()).value;

describe('a phone number', () => {
  it.each([
    ['19900004821', '+8619900004821'],
    ['199 0000 4821', '+8619900004821'],
    ['１９９００００６８３９', '+8619900006839'],
    ['+86 19900001523', '+8619900001523'],
    ['86-138-0013-8000', '+8613800138000'],
    ['0086 13800138000', '+8613800138000'],
    ['0571-88888888', '+8657188888888'],
    ['(010) 6234 5678', '+861062345678'],
    ['+86 (0)571 8888 8888', '+8657188888888'],
    ['0571-8888888', '+865718888888'],
    ['400-820-8820', '+864008208820'],
    ['0571-88888888转801', '+8657188888888;ext=801'],
    ['0571-88888888（转801）', '+8657188888888;ext=801'],
    ['0571-88888888 分机：801', '+8657188888888;ext=801'],
    ['0571-88888888-801', '+8657188888888;ext=801'],
    ['0571-8888888-8', '+865718888888;ext=8'],
    ['010 62345678 ext. 12', '+861062345678;ext=12'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+852 2345 6789', '+85223456789'],
    ['0044 20 7183 8750', '+442071838750'],
  ])('COL-17: %s is stored as %s', (text, stored) => {
    expect(read(text)).toBe(stored);
  });

  it.each([
    '13800138000;13900139000',
    '13800138000/13900139000',
    '13800138000 13900139000',
    '13800138000、13900139000',
    '88888888',
    '95588',
    '138001380',
    '23800138000',
    '852 2345 6789',
    '13800138000 张三',
    '+86 123',
    '+999 1234567',
    '无',
  ])('COL-17: %s is none', (text) => {
    expect(read(text)).toEqual({ unread: text });
  });

  it('shows in groups, and is copied as other programs take it', () => {
    expect(showCell('+8619900004821', phone, contextOf())).toBe('199 0000 4821');
    expect(showCell('+8657188888888;ext=801', phone, contextOf())).toBe('0571-88888888 转 801');
    expect(showCell('+861062345678;ext=1', phone, contextOf({ language: 'en' }))).toBe(
      '010-62345678 ext. 1',
    );
    expect(showCell('+864008208820', phone, contextOf())).toBe('400-820-8820');
    expect(showCell('+14155552671', phone, contextOf())).toBe('+1 415 555 2671');
    expect(copyCell('+8619900004821', phone, contextOf())).toBe('19900004821');
  });

  it('is read from the number that a spreadsheet sends', () => {
    expect(jsonToCell(13800138000, phone, contextOf()).value).toBe('+8613800138000');
  });
});
