import { expect, test } from 'vitest';
import { daysHere } from '../../client/board/daysHere.ts';

test('BOARD-16: days are counted by the reader’s calendar', () => {
  const at = (text: string): number => new Date(text).getTime();
  expect(daysHere(at('2026-05-05T23:50'), at('2026-05-06T00:10'))).toBe(1);
  expect(daysHere(at('2026-05-06T00:10'), at('2026-05-06T23:50'))).toBe(0);
  expect(daysHere(at('2026-03-01T12:00'), at('2026-04-01T11:00'))).toBe(31);
  expect(daysHere(at('2026-05-07T00:10'), at('2026-05-06T23:50'))).toBe(0);
});
