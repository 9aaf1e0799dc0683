import { describe, expect, it } from 'vitest';
import { type FillTarget, planFill } from '../../shared/intake/fillPlan.ts';
import type { CellValue, Column } from '../../shared/model/index.ts';
import { column, contextOf } from '../columns/workspace.ts';

const name: Column = { ...column('text'), id: 'name' };
const count: Column = { ...column('number'), id: 'count' };

const fill = (
  source: Parameters<typeof planFill>[0],
  destination: Parameters<typeof planFill>[1],
  values: readonly (readonly CellValue[])[],
): Record<string, CellValue> => {
  const target: FillTarget = {
    table: 'customers',
    columns: [name, count],
    rowIdAt: (index) => `r${index}`,
    cellAt: (index, id) => values[index]?.[id === 'name' ? 0 : 1] ?? null,
  };
  const { commands } = planFill(source, destination, target, contextOf(), () => 0.5);
  return Object.fromEntries(
    commands.flatMap((command) =>
      command.type === 'setCells'
        ? command.cells.map(({ row, column: id, value }) => [`${row}/${id}`, value])
        : [],
    ),
  );
};

describe('a fill', () => {
  const cell = { x: 0, y: 0, width: 1, height: 1 };

  it('GRID-6: repeats its source downwards, unread text too', () => {
    const values = [['甲', { unread: '2次' }]];
    expect(fill({ ...cell, width: 2 }, { x: 0, y: 0, width: 2, height: 3 }, values)).toEqual({
      'r1/name': '甲',
      'r1/count': { unread: '2次' },
      'r2/name': '甲',
      'r2/count': { unread: '2次' },
    });
  });

  it('GRID-6: repeats its source upwards in the same rhythm', () => {
    const values = [[null], [null], [null], ['甲'], ['乙']];
    expect(fill({ ...cell, y: 3, height: 2 }, { x: 0, y: 0, width: 1, height: 5 }, values)).toEqual(
      {
        'r0/name': '乙',
        'r1/name': '甲',
        'r2/name': '乙',
      },
    );
  });

  it('GRID-6: reads the text anew in another column', () => {
    expect(fill(cell, { ...cell, width: 2, height: 1 }, [['1,200']])).toEqual({ 'r0/count': 1200 });
    expect(fill(cell, { ...cell, width: 2, height: 1 }, [['甲']])).toEqual({
      'r0/count': { unread: '甲' },
    });
  });
});
