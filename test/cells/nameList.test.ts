import { describe, expect, it } from 'vitest';
import { hasName, lastName, withName, withoutName } from '../../client/cells/nameList.ts';

describe('a list of names as one types it', () => {
  it('GRID-38: knows which names are in it, however they are separated and written', () => {
    expect(['vip', '出口', '生日'].map((name) => hasName('VIP，出口', name))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('GRID-38: takes a name in place of what is being typed', () => {
    expect(lastName('VIP, 出')).toBe('出');
    expect(withName('VIP, 出', '出口')).toBe('VIP, 出口, ');
    expect(withName('', 'VIP')).toBe('VIP, ');
  });

  it('GRID-38: lets a name go', () => {
    expect(withoutName('VIP, 出口', 'vip')).toBe('出口, ');
    expect(withoutName('VIP', 'VIP')).toBe('');
  });
});
