import { describe, expect, it } from 'vitest';
import { addressOfBoard, addressOfTable, isTableAddress } from '../../client/app/tableAddress.ts';

const remembering = (kept: Readonly<Record<string, string>>) => (key: string) => kept[key] ?? null;

describe('a table', () => {
  it('BOARD-47: opens the way one last looked at it; deals as a board at first', () => {
    const deals = { id: 'deals', kind: 'deals' } as const;
    const tasks = { id: 'tasks', kind: 'tasks' } as const;
    expect(addressOfTable(deals, remembering({}))).toBe('/t/deals/board');
    expect(addressOfTable(tasks, remembering({}))).toBe('/t/tasks');
    expect(addressOfTable(deals, remembering({ 'shape.deals': 'grid' }))).toBe('/t/deals');
    const board = addressOfBoard('tasks', { by: 'status', pipeline: 'p 1' });
    expect(board).toBe('/t/tasks/board?by=status&pipeline=p+1');
    const kept = remembering({ 'shape.tasks': 'board', 'place.tasks.board': board });
    expect(addressOfTable(tasks, kept)).toBe(board);
  });

  it('BOARD-47: is the same table in either shape', () => {
    expect(isTableAddress('/t/deals/board', 'deals')).toBe(true);
    expect(isTableAddress('/t/deals', 'deals')).toBe(true);
    expect(isTableAddress('/t/deals2', 'deals')).toBe(false);
  });
});
