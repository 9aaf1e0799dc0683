import type { Workspace } from '../../shared/documents/index.ts';
import {
  kindOfResults,
  parseFormula,
  probesOf,
  programOf,
  readInputs,
  todayIn,
  trialColumn,
  trialProgram,
} from '../../shared/formulas/index.ts';
import type { Computer } from '../workers/computeInWorker.ts';
import type { ComputedCells } from './computedCells.ts';
import { type ComputedTable, createComputedTable } from './computedTable.ts';
import type { FormulaTrial } from './store.ts';
import type { TaskSlices } from './taskSlices.ts';
import type { UnionTable } from './unionTable.ts';

/** The formula columns of all tables. */
export interface Computed {
  /** Computes the table from now on. */
  follow(table: UnionTable): void;
  /** Columns, or names of options, tags or people changed. */
  schemaChanged(): void;
  tryFormula(table: UnionTable, text: string, column?: string): Promise<FormulaTrial>;
  close(): void;
}

interface Surroundings {
  readonly workspace: Workspace;
  readonly slices: TaskSlices;
  readonly computer: Computer;
  cells(table: string): ComputedCells;
  /** ms since 1970. */
  now(): number;
  changed(): void;
}

/** ms: so long after midnight at most, TODAY() is another day. */
const dayCheck = 20_000;

/** Rows on which a formula is tried. */
const mostTried = 3;

export const createComputed = (around: Surroundings): Computed => {
  const { workspace, computer } = around;
  const tables = new Map<string, ComputedTable>();
  const today = (): string => todayIn(workspace.timeZone, around.now());
  let day = today();

  const look = (id: string, table: ComputedTable): void => {
    const known = [...workspace.columns(id), ...workspace.binnedColumns(id)];
    const computed = known.filter(({ type }) => type === 'formula');
    around.cells(id).setColumns(new Set(computed.map((column) => column.id)));
    table.setProgram(programOf(id, workspace));
  };

  const timer = setInterval(() => {
    const now = today();
    if (now === day) return;
    day = now;
    for (const table of tables.values()) if (table.program?.usesToday === true) table.renew();
  }, dayCheck);

  return {
    follow: (table) => {
      if (tables.has(table.id)) return;
      const made = createComputedTable(table, around.cells(table.id), {
        ...around,
        vocabulary: workspace,
        today,
      });
      tables.set(table.id, made);
      look(table.id, made);
    },
    schemaChanged: () => {
      for (const [id, table] of tables) look(id, table);
    },
    tryFormula: async (table, text, column) => {
      const parsed = parseFormula(text, table.id, workspace, column);
      if (!parsed.ok) return parsed;
      const { formula } = parsed;
      const program = trialProgram(formula, table.id, workspace);
      const rows = firstListed(table, mostTried);
      const block = readInputs(program, workspace, table.scan, rows, today());
      try {
        const probes = probesOf(program, today());
        const probed = await computer.compute(program, probes);
        const tried = await computer.compute(program, block);
        const result = kindOfResults(probes, resultsIn(probed));
        const values = resultsIn(tried);
        return {
          ok: true,
          formula,
          result,
          rows: rows.map((row, at) => ({ row, value: values[at]! })),
        };
      } catch {
        return { ok: false, problem: { reason: 'tooSlow', from: 0, to: text.length } };
      }
    },
    close: () => {
      clearInterval(timer);
      for (const table of tables.values()) table.close();
      computer.close();
    },
  };
};

const resultsIn = ({ columns }: Awaited<ReturnType<Computer['compute']>>) =>
  columns.find(({ column }) => column === trialColumn)!.values;

const firstListed = (table: UnionTable, most: number): number[] => {
  const rows: number[] = [];
  for (let row = 0; row < table.size && rows.length < most; row++)
    if (table.isListed(row)) rows.push(row);
  return rows;
};
