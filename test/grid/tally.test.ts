import { describe, expect, it } from 'vitest';
import { tallySteps } from '../../client/grid/tally.ts';
import type { CellValue } from '../../shared/model/index.ts';
import { runToEnd } from '../../shared/query/index.ts';
import { column } from '../columns/workspace.ts';

describe('the sum of a selection', () => {
  const columns = [
    { ...column('text'), id: 'name' },
    { ...column('number'), id: 'count' },
  ];
  const values: Record<string, readonly CellValue[]> = {
    name: ['甲', null, ''],
    count: [3, { unread: '2次' }, 4.5],
  };
  const table = { scan: (id: string) => (row: number) => values[id]?.[row] ?? null };

  it('GRID-8: counts what is filled and sums what is a number', () => {
    const areas = [{ x: 0, y: 0, width: 2, height: 3 }];
    expect(runToEnd(tallySteps(areas, columns, [0, 1, 2], table))).toEqual({
      filled: 4,
      numbers: 2,
      sum: 7.5,
    });
  });

  it('GRID-8: reads rows in the order in which they are shown', () => {
    const areas = [{ x: 1, y: 0, width: 1, height: 1 }];
    expect(runToEnd(tallySteps(areas, columns, [2, 0], table)).sum).toBe(4.5);
  });

  it('GRID-8: sums what formulas come to, and leaves out their errors', () => {
    const results = { scan: () => (row: number) => [2, { error: '#DIV/0!' } as const, 5][row]! };
    const areas = [{ x: 0, y: 0, width: 1, height: 3 }];
    expect(runToEnd(tallySteps(areas, [column('formula')], [0, 1, 2], results))).toEqual({
      filled: 3,
      numbers: 2,
      sum: 7,
    });
  });
});
