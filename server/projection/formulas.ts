import type { LedgerTable, Workspace } from '../../shared/documents/index.ts';
import {
  type ComputedBlock,
  type FormulaProgram,
  programOf,
  readInputs,
  todayIn,
} from '../../shared/formulas/index.ts';
import { type CellValue, isEmpty } from '../../shared/model/index.ts';
import type { Documents } from '../documents/index.ts';
import type { Computing } from '../workers/computing.ts';

/** What fills the computed columns of one table in one ledger, as its formulas stand. */
export interface TableFormulas {
  /** Ids of the columns that are computed. */
  readonly columns: ReadonlySet<string>;
  /** Another one when rows that were computed by this may have other results; '' without formulas. */
  readonly by: string;
  /** False when rows could not be computed since the server started: errors stand in their place. */
  isWhole(): boolean;
  /**
   * Results of these rows, in their order, those that are something. Everything that they follow
   * from is read in this turn; the results come when a worker has them.
   */
  compute(
    rows: Pick<LedgerTable, 'scan'>,
    numbers: readonly number[],
  ): Promise<readonly ComputedCells[]>;
}

export type ComputedCells = readonly (readonly [column: string, value: CellValue])[];

/** The formulas of every table, as the live workspace has them. */
export interface Formulas {
  /** Use it in the same turn. Throws `DocumentBroken` when the workspace cannot be read now. */
  of(table: string, ledger: string): Promise<TableFormulas>;
}

export interface FormulasOptions {
  readonly documents: Pick<Documents, 'open'>;
  readonly computing: Pick<Computing, 'compute' | 'hasFailed'>;
  /** ms since 1970. */
  readonly now: () => number;
}

export const createFormulas = ({ documents, computing, now }: FormulasOptions): Formulas => {
  const programs = new WeakMap<Workspace, Map<string, FormulaProgram | null>>();

  /** Read once, and again after the workspace changed. */
  const programNow = (workspace: Workspace, table: string): FormulaProgram | null => {
    let known = programs.get(workspace);
    if (known === undefined) {
      const fresh = new Map<string, FormulaProgram | null>();
      workspace.observe(() => fresh.clear());
      programs.set(workspace, fresh);
      known = fresh;
    }
    let program = known.get(table);
    if (program === undefined) {
      program = programOf(table, workspace);
      known.set(table, program);
    }
    return program;
  };

  return {
    of: async (table, ledger) => {
      const { content, commits } = await documents.open('workspace');
      const workspace = content.workspace!;
      const program = programNow(workspace, table);
      if (program === null) return none;
      const today = todayIn(workspace.timeZone, now());
      const { fingerprint, usesToday, formulas } = program;
      return {
        columns: new Set(formulas.map(({ column }) => column)),
        by: usesToday ? `${fingerprint} ${today}` : fingerprint,
        isWhole: () => !computing.hasFailed(program, ledger),
        compute: async (rows, numbers) => {
          if (numbers.length === 0) return [];
          const block = readInputs(program, workspace, rows.scan, numbers, today);
          const computed = await computing.compute(program, block, ledger);
          // Nobody may see what comes of a formula that a crash could take back.
          await commits.settled();
          return byRow(computed);
        },
      };
    },
  };
};

const none: TableFormulas = {
  columns: new Set(),
  by: '',
  isWhole: () => true,
  compute: async (_, numbers) => numbers.map(() => []),
};

const byRow = ({ rows, columns }: ComputedBlock): readonly ComputedCells[] =>
  rows.map((_, index) =>
    columns.flatMap(({ column, values }) => {
      const value = values[index] ?? null;
      return isEmpty(value) ? [] : [[column, value] as const];
    }),
  );
