import {
  type ComputedBlock,
  type FormulaProgram,
  type FormulaVocabulary,
  type InputBlock,
  readInputs,
} from '../../shared/formulas/index.ts';
import { deletedColumn, sameValue } from '../../shared/model/index.ts';
import type { Steps } from '../../shared/query/index.ts';
import type { Computer } from '../workers/computeInWorker.ts';
import type { ComputedCells } from './computedCells.ts';
import { createFreshness } from './freshness.ts';
import type { RowsUpdate } from './store.ts';
import type { TaskSlices } from './taskSlices.ts';
import type { UnionTable } from './unionTable.ts';

export interface ComputingSurroundings {
  readonly vocabulary: FormulaVocabulary;
  readonly slices: TaskSlices;
  readonly computer: Computer;
  /** ISO date, as TODAY() has it. */
  today(): string;
  /** Results came; after the listeners of the table. */
  changed(): void;
}

/** Keeps the results of one table in step with its rows. */
export interface ComputedTable {
  /** What is to be computed from now on; null when there is nothing. */
  setProgram(program: FormulaProgram | null): void;
  readonly program: FormulaProgram | null;
  /** Computes everything again. */
  renew(): void;
  close(): void;
}

/** A block takes the worker some 15 ms: as long as an edit waits for its turn. */
const rowsABlock = 1_024;
/** Rows of which the inputs are read in one step: about a millisecond. */
const rowsAStep = 256;
/** So many blocks are under way: one in the worker, one that waits for it. */
const mostBlocks = 2;
/** More rows than these at once are no hurry. */
const mostUrgent = 500;

export const createComputedTable = (
  table: UnionTable,
  cells: ComputedCells,
  around: ComputingSurroundings,
): ComputedTable => {
  const rows = createFreshness();
  /** Rows that somebody looks at or has changed, to be computed before all others. */
  const urgent = new Set<number>();
  /** All rows below have had their turn. */
  let swept = 0;
  let program: FormulaProgram | null = null;
  let inputs: ReadonlySet<string> = new Set();
  let isFailed = false;
  let isReading = false;
  let isPumpDue = false;
  let underWay = 0;
  let lastBlock = 0;
  let stopReading = (): void => {};

  const pump = (): void => {
    isPumpDue = false;
    if (program === null || isFailed || isReading || underWay >= mostBlocks) return;
    const current = program;
    const block = ++lastBlock;
    isReading = true;
    stopReading = around.slices.runBehind(readBlock(current, block), (read) => {
      isReading = false;
      if (read === null) return;
      underWay++;
      around.computer
        .compute(current, read)
        .then((computed) => arrive(current, block, computed))
        .catch(() => fail(current))
        .finally(() => {
          underWay--;
          // Taking results in and reading the next inputs are two tasks.
          around.slices.soon(pump);
        });
      pump();
    });
  };

  /** Together with what is asked for in the same moment. */
  const pumpSoon = (): void => {
    if (isPumpDue) return;
    isPumpDue = true;
    queueMicrotask(pump);
  };

  function* readBlock(current: FormulaProgram, block: number): Steps<InputBlock | null> {
    const numbers = yield* nextRows(block);
    if (numbers.length === 0) return null;
    const today = around.today();
    const columns = current.inputs.map((): InputBlock['columns'][number][number][] => []);
    for (let from = 0; from < numbers.length; from += rowsAStep) {
      const part = readInputs(
        current,
        around.vocabulary,
        table.scan,
        numbers.slice(from, from + rowsAStep),
        today,
      );
      for (const [place, values] of part.columns.entries()) columns[place]!.push(...values);
      yield;
    }
    return { rows: numbers, today, columns };
  }

  /** The rows of the next block; marked before their inputs are read, so that no edit is missed. */
  function* nextRows(block: number): Steps<number[]> {
    const numbers: number[] = [];
    for (const row of urgent) {
      if (numbers.length === rowsABlock) break;
      urgent.delete(row);
      if (!rows.isStale(row)) continue;
      rows.send(row, block);
      numbers.push(row);
    }
    while (numbers.length === 0 && swept < table.size) {
      const end = Math.min(swept + rowsABlock, table.size);
      for (; swept < end; swept++)
        if (rows.isStale(swept) && table.isListed(swept)) {
          rows.send(swept, block);
          numbers.push(swept);
        }
      if (numbers.length === 0) yield;
    }
    return numbers;
  }

  const arrive = (current: FormulaProgram, block: number, computed: ComputedBlock): void => {
    if (current !== program) return;
    const changes: RowsUpdate['changes'][number][] = [];
    for (const [place, row] of computed.rows.entries()) {
      if (!rows.arrive(row, block)) continue;
      for (const { column, values } of computed.columns) {
        const before = cells.scan(column)(row);
        const after = values[place]!;
        if (sameValue(before, after)) continue;
        cells.put(row, column, after);
        changes.push({
          table: table.id,
          row: table.rowId(row),
          number: row,
          column,
          before,
          after,
        });
      }
    }
    if (changes.length === 0) return;
    table.tell({ changes, added: [], all: false });
    around.changed();
  };

  /** Tells that any result may be another, while rows hold what they held. */
  const tellAll = (): void => {
    table.tell({ changes: [], added: [], all: true, kept: true });
    around.changed();
  };

  /** A formula that hangs would hang again: it is left alone until somebody changes it. */
  const fail = (current: FormulaProgram): void => {
    if (current !== program || isFailed) return;
    isFailed = true;
    cells.setError({ error: '#ERROR!' });
    tellAll();
  };

  const take = (update: RowsUpdate): void => {
    if (program === null) return;
    if (update.all) {
      if (update.kept !== true) rows.spoilAll();
      swept = 0;
    }
    const spoilt = new Set<number>();
    for (const { column, number } of update.changes)
      if (inputs.has(column) || column === deletedColumn) spoilt.add(number);
    for (const { from, to } of update.added) for (let row = from; row < to; row++) spoilt.add(row);
    const isUrgent = spoilt.size <= mostUrgent;
    for (const row of spoilt) {
      rows.spoil(row);
      if (isUrgent) urgent.add(row);
      else swept = Math.min(swept, row);
    }
    pump();
  };

  const startAgain = (): void => {
    stopReading();
    isReading = false;
    rows.spoilAll();
    urgent.clear();
    swept = 0;
    pump();
  };

  const unsubscribe = table.subscribe(take);
  cells.onLookedAt((row) => {
    if (program === null || !rows.isStale(row)) return;
    urgent.add(row);
    pumpSoon();
  });

  return {
    get program() {
      return program;
    },
    setProgram: (next) => {
      if (next?.fingerprint === program?.fingerprint) return;
      program = next;
      inputs = new Set(next?.inputs.map(({ column }) => column));
      isFailed = false;
      cells.setError(null);
      startAgain();
    },
    renew: startAgain,
    close: () => {
      program = null;
      stopReading();
      unsubscribe();
    },
  };
};
