import * as Y from 'yjs';
import { builtInRecords, openWorkspace } from '../../../shared/documents/index.ts';
import { createRecentEngines } from '../../../shared/formulas/engine/index.ts';
import { programOf, readInputs } from '../../../shared/formulas/index.ts';
import type { CellValue } from '../../../shared/model/index.ts';
import type { TierEngine, TierInput } from './formulaWork.ts';

const optionOf: Readonly<Record<string, string>> = {
  明确: 'clear',
  考虑中: 'considering',
  不明: 'unclear',
};

/** Ours, as the page does it: the built-in tier, inputs read from cells, computed as in its worker. */
export const openTemplate = (rows: readonly TierInput[]): TierEngine => {
  const workspace = openWorkspace(new Y.Doc());
  workspace.apply(builtInRecords(), null);
  const program = programOf('customers', workspace)!;
  const compute = createRecentEngines(1);
  const cellOf = (row: TierInput, column: string): CellValue => {
    if (column === 'intent') return optionOf[row.intent]!;
    return column === 'dealCount' ? row.dealCount : row.averageTicket;
  };
  const scan = (column: string) => (row: number) => cellOf(rows[row]!, column);
  const tiers = (numbers: readonly number[]): readonly unknown[] => {
    const block = readInputs(program, workspace, scan, numbers, '2026-01-01');
    return compute(program, block).columns[0]!.values;
  };
  return { all: () => tiers(rows.map((_, row) => row)), change: tiers };
};
