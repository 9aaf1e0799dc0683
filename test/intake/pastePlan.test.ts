import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pasteArea } from '../../shared/intake/area.ts';
import { type PastePlan, type PasteTarget, planPaste } from '../../shared/intake/pastePlan.ts';
import type { CellValue, Column } from '../../shared/model/index.ts';
import { runToEnd } from '../../shared/query/steps.ts';
import { column, contextOf, option, tag } from '../columns/workspace.ts';

const text: Column = { ...column('text'), id: 'name', order: 'A' };
const number: Column = { ...column('number'), id: 'count', order: 'B' };
const kind: Column = { ...column('select'), id: 'kind', order: 'C' };
const tags: Column = { ...column('tags'), id: 'tags', order: 'D' };

interface Pasted {
  readonly columns?: readonly Column[];
  readonly rows?: readonly (string | null)[];
  readonly at?: { readonly x: number; readonly y: number };
  readonly selected?: { readonly width: number; readonly height: number };
  readonly context?: ReturnType<typeof contextOf>;
}

const paste = (texts: readonly (readonly string[])[], pasted: Pasted = {}): PastePlan => {
  const { columns = [text, number], rows = ['r0', 'r1'], context = contextOf() } = pasted;
  const { x, y } = pasted.at ?? { x: 0, y: 0 };
  const { width, height } = pasted.selected ?? { width: 1, height: 1 };
  let made = 0;
  const block = {
    width: texts.reduce((most, row) => Math.max(most, row.length), 1),
    height: texts.length,
  };
  const target: PasteTarget = {
    table: 'customers',
    columns,
    rowCount: rows.length,
    rowIdAt: (index) => rows[index] ?? null,
    area: pasteArea(block, { x, y, width, height }),
  };
  return runToEnd(
    planPaste(texts, target, context, {
      newId: () => `new${made++}`,
      random: () => 0.5,
      columnName: (place) => `Column ${place}`,
      lastColumnOrder: columns.at(-1)?.order ?? null,
    }),
  );
};

/** What the plan's commands leave in the cells, by row and column id. */
const cellsOf = ({ commands }: PastePlan): Record<string, CellValue> => {
  const cells: Record<string, CellValue> = {};
  for (const command of commands) {
    if (command.type === 'setCells')
      for (const { row, column: id, value } of command.cells) cells[`${row}/${id}`] = value;
    if (command.type === 'addRows')
      for (const { id, values } of command.rows)
        for (const [name, value] of Object.entries(values)) cells[`${id}/${name}`] = value;
  }
  return cells;
};

const tier: Column = { ...column('formula'), id: 'tier', order: 'AV' };

describe('a paste over what a formula fills', () => {
  const columns = [text, tier, number];

  it('FORM-50: keeps its shape, and counts the texts that were left out', () => {
    const plan = paste(
      [
        ['甲', 'A', '1'],
        ['乙', '', '2'],
        ['丙', 'C', '3'],
      ],
      { columns },
    );
    expect(cellsOf(plan)).toEqual({
      'r0/name': '甲',
      'r0/count': 1,
      'r1/name': '乙',
      'r1/count': 2,
      'new0/name': '丙',
      'new0/count': 3,
    });
    expect([plan.computed, plan.columnsMade, plan.rows]).toEqual([2, 0, 3]);
  });

  it('FORM-50: alone changes nothing and makes no row', () => {
    const plan = paste([['A'], ['B'], ['C']], { columns, at: { x: 1, y: 0 } });
    expect([plan.records, plan.commands]).toEqual([[], []]);
    expect([plan.computed, plan.rows, plan.rowsMade]).toEqual([3, 0, 0]);
  });

  it('FORM-50: counts only rows that this person may write', () => {
    const plan = paste([['A'], ['B']], { columns, at: { x: 1, y: 0 }, rows: [null, 'r1'] });
    expect([plan.computed, plan.refused]).toEqual([1, 1]);
  });
});

describe('a paste', () => {
  it('GRID-1: goes to the selected cell and on to the right and down', () => {
    const plan = paste([
      ['甲', '1'],
      ['乙', '2'],
    ]);
    expect(cellsOf(plan)).toEqual({
      'r0/name': '甲',
      'r0/count': 1,
      'r1/name': '乙',
      'r1/count': 2,
    });
    expect([plan.rows, plan.rowsMade, plan.columnsMade, plan.unread]).toEqual([2, 0, 0, 0]);
  });

  it('GRID-1: of one value fills the selection', () => {
    const plan = paste([['7']], { selected: { width: 2, height: 2 } });
    expect(cellsOf(plan)).toEqual({
      'r0/name': '7',
      'r0/count': 7,
      'r1/name': '7',
      'r1/count': 7,
    });
  });

  it('GRID-2: over the last row makes rows, over the last column text columns', () => {
    const plan = paste([['甲', '1', '110199196301180464']], { at: { x: 0, y: 2 } });
    expect([plan.rowsMade, plan.columnsMade]).toEqual([1, 1]);
    const [made] = plan.records;
    expect(made?.properties).toMatchObject({ type: 'text', name: 'Column 3' });
    const id = made?.id.split('/')[1] ?? '';
    expect(Object.values(cellsOf(plan))).toEqual(['甲', 1, '110199196301180464']);
    expect(Object.keys(cellsOf(plan)).at(-1)).toContain(id);
  });

  it('GRID-2: into a table without columns keeps every text', () => {
    const cell = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        (texts) => {
          const plan = paste(texts, { columns: [], rows: [] });
          expect(plan.rowsMade).toBe(texts.length);
          expect(plan.unread).toBe(0);
          expect(Object.values(cellsOf(plan))).toEqual(texts.flat());
        },
      ),
    );
  });

  it('GRID-2: leaves cells alone after the end of a shorter row', () => {
    expect(cellsOf(paste([['甲', '1'], ['乙']]))).not.toHaveProperty('r1/count');
  });

  it('GRID-3: keeps and counts what a column cannot read', () => {
    const plan = paste([
      ['甲', '2次'],
      ['乙', '110199196301180464'],
    ]);
    expect(cellsOf(plan)['r0/count']).toEqual({ unread: '2次' });
    expect(cellsOf(plan)['r1/count']).toEqual({ unread: '110199196301180464' });
    expect(plan.unread).toBe(2);
  });

  it('GRID-4: makes each option and tag once, and finds those there are', () => {
    const context = contextOf({
      options: [{ ...option('old', '企业'), column: 'kind' }],
      tags: [tag('vip', 'VIP')],
    });
    const plan = paste(
      [
        ['个人', 'vip, 新'],
        ['个人', '新'],
        ['企业', 'VIP'],
      ],
      {
        columns: [kind, tags],
        rows: ['r0', 'r1', 'r2'],
        context,
      },
    );
    expect(plan.records.map(({ collection, properties }) => [collection, properties.name])).toEqual(
      [
        ['options', '个人'],
        ['tags', '新'],
      ],
    );
    const cells = cellsOf(plan);
    expect(cells['r0/kind']).toBe(cells['r1/kind']);
    expect(cells['r2/kind']).toBe('old');
    expect(cells['r2/tags']).toEqual(['vip']);
  });

  it('GRID-4: brings a deleted option back as it was', () => {
    const [made] = paste([['个人']], { columns: [kind] }).records;
    const id = made?.id.split('/')[2] ?? '';
    const context = contextOf({ options: [{ ...option(id, '个人', 5), column: 'kind' }] });
    expect(paste([['个人']], { columns: [kind], context }).records[0]?.properties).toEqual({
      deletedAt: null,
    });
  });

  it('GRID-5: leaves rows alone that may not be written', () => {
    const plan = paste([['甲'], ['乙']], { rows: [null, 'r1'] });
    expect(cellsOf(plan)).toEqual({ 'r1/name': '乙' });
    expect([plan.rows, plan.refused]).toEqual([1, 1]);
  });

  it('CARE-65: leaves out what is longer than a cell may be, tells how many, and pastes the rest', () => {
    const long = 'x'.repeat(262_145);
    const plan = paste([
      [long, '1'],
      ['short', '2'],
      [long, '3'],
    ]);
    expect(plan.tooLong).toBe(2);
    expect(cellsOf(plan)).toMatchObject({ 'r0/count': 1, 'r1/name': 'short', 'new0/count': 3 });
    expect(JSON.stringify(plan.commands).length).toBeLessThan(1_000);
  });
});
