import { describe, expect, it } from 'vitest';
import { type FillTarget, planFill } from '../../shared/intake/fillPlan.ts';
import type { CellValue, Column } from '../../shared/model/index.ts';
import { column, contextOf } from '../columns/workspace.ts';

const name: Column = { ...column('text'), id: 'name' };
const count: Column = { ...column('number'), id: 'count' };

const plan = (
  source: Parameters<typeof planFill>[0],
  destination: Parameters<typeof planFill>[1],
  values: readonly (readonly CellValue[])[],
  columns: readonly Column[] = [name, count],
) => {
  const target: FillTarget = {
    table: 'customers',
    columns,
    rowIdAt: (index) => `r${index}`,
    cellAt: (index, id) => values[index]?.[columns.findIndex((column) => column.id === id)] ?? null,
  };
  return planFill(source, destination, target, contextOf(), () => 0.5);
};

const fill = (...given: Parameters<typeof plan>): Record<string, CellValue> => {
  const { commands } = plan(...given);
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

  it('FORM-50: leaves out what a formula fills, and counts it', () => {
    const tier: Column = { ...column('formula'), id: 'tier' };
    const columns = [name, tier, count];
    const from = { ...cell, width: 3 };
    const to = { x: 0, y: 0, width: 3, height: 3 };
    const values = [['甲', 'A', 7]];
    expect(fill(from, to, values, columns)).toEqual({
      'r1/name': '甲',
      'r1/count': 7,
      'r2/name': '甲',
      'r2/count': 7,
    });
    expect(plan(from, to, values, columns).computed).toBe(2);
    expect(fill({ ...cell, x: 1 }, { ...cell, width: 2 }, values, columns)).toEqual({
      'r0/name': 'A',
    });
  });
});
