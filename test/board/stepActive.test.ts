import { describe, expect, it } from 'vitest';
import { stepActive } from '../../client/board/stepActive.ts';

const lanes = [
  { id: 'a', rows: [1, 2, 3] },
  { id: 'b', rows: [] },
  { id: 'c', rows: [7] },
];

describe('the keyboard on a board', () => {
  it('BOARD-44: goes from card to card and from lane to lane, over empty ones', () => {
    expect(stepActive(lanes, 1, 'ArrowDown')).toBe(2);
    expect(stepActive(lanes, 1, 'ArrowUp')).toBe(1);
    expect(stepActive(lanes, 3, 'ArrowRight')).toBe(7);
    expect(stepActive(lanes, 7, 'ArrowLeft')).toBe(1);
    expect(stepActive(lanes, 7, 'ArrowRight')).toBe(null);
    expect(stepActive(lanes, 2, 'End')).toBe(3);
    expect(stepActive(lanes, 3, 'PageUp')).toBe(1);
  });

  it('BOARD-44: leaves other keys, and cards that are not shown, alone', () => {
    expect(stepActive(lanes, 1, 'Enter')).toBe(null);
    expect(stepActive(lanes, 99, 'ArrowDown')).toBe(null);
  });
});
