import { describe, expect, it } from 'vitest';
import { jsonToCell, readText, showCell } from '../../shared/columns/index.ts';
import { column, contextOf } from './workspace.ts';

const date = column('date');
const read = (text: string) => readText(text, date, contextOf());

describe('a date', () => {
  it.each([
    ['2023-05-06', '2023-05-06'],
    ['2023/5/6', '2023-05-06'],
    ['2023.5.6', '2023-05-06'],
    ['２０２３／５／６', '2023-05-06'],
    ['2023年5月6日', '2023-05-06'],
    ['2023 年 5 月 6 号', '2023-05-06'],
    ['5月6日', '2026-05-06'],
    ['20230506', '2023-05-06'],
    ['May 6, 2023', '2023-05-06'],
    ['May 6th, 2023', '2023-05-06'],
    ['6 May 2023', '2023-05-06'],
    ['06-MAY-2023', '2023-05-06'],
    ['Sept. 6, 2023', '2023-09-06'],
    ['6 September', '2026-09-06'],
    ['2023-05-06 00:00:00', '2023-05-06'],
    ['2023/5/6 0:00', '2023-05-06'],
    ['2023-05-06T00:00:00.000Z', '2023-05-06'],
    ['25/12/2023', '2023-12-25'],
    ['12/25/2023', '2023-12-25'],
    ['5/5/2023', '2023-05-05'],
    ['2024-02-29', '2024-02-29'],
    ['45052', '2023-05-06'],
    ['10000', '1927-05-18'],
    ['73050', '2099-12-31'],
  ])('%s is %s', (text, iso) => {
    expect(read(text).value).toBe(iso);
  });

  it.each(['03/04/2023', '3-4-2023', '5/6', '23/5/6', '23年5月6日', '6-May-23'])(
    'COL-11: %s can be read in two ways',
    (text) => {
      expect(read(text)).toMatchObject({ value: { unread: text }, reason: 'ambiguousDate' });
    },
  );

  it.each([
    '2023-02-30',
    '2023-02-29',
    '1900-02-29',
    '2月29日',
    '13/13/2023',
    '2023-00-10',
    '2023/5-6',
    '2023年5月',
    '20231301',
    '2023-05-06 14:30',
    '2023-05-05T16:00:00Z',
    '9999',
    '73051',
    '100000',
    'Smarch 1, 2023',
    'May 32, 2023',
    '明天',
    'N/A',
  ])('COL-11: %s is none', (text) => {
    expect(read(text)).toMatchObject({ value: { unread: text }, reason: 'notADate' });
  });

  it('shows a form that nobody misreads', () => {
    expect(showCell('2023-05-06', date, contextOf())).toBe('2023年5月6日');
    expect(showCell('2023-05-06', date, contextOf({ language: 'en' }))).toBe('May 6, 2023');
  });

  it('COL-19: shows the day first to who writes it so, and reads it again', () => {
    const british = { ...contextOf({ language: 'en' }), isDayFirst: true };
    expect(showCell('1984-12-16', column('date'), british)).toBe('16 Dec 1984');
    expect(readText('16 Dec 1984', column('date'), british).value).toBe('1984-12-16');
  });

  it('is read from the number that a spreadsheet sends', () => {
    expect(jsonToCell(45052, date, contextOf()).value).toBe('2023-05-06');
  });
});
