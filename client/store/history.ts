import type { LedgerCommand, Miss, SetRecord } from '../../shared/model/index.ts';
import type { UndoPlace, UndoResult } from './store.ts';

/** What takes a step back, or brings it again: commands for each ledger, and records. */
export interface Inverse {
  readonly ledgers: ReadonlyMap<string, readonly LedgerCommand[]>;
  readonly records: readonly SetRecord[];
}

/** Carries out an inverse and answers what would take that back. */
export type Carry = (inverse: Inverse) => { inverse: Inverse; misses: readonly Miss[] };

/** This person's own steps in this tab. Others' steps are never in it. */
export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  add(inverse: Inverse): void;
  /** Takes a step out again, as if it had never been. */
  drop(inverse: Inverse): void;
  undo(): UndoResult | null;
  redo(): UndoResult | null;
}

const mostSteps = 500;

export const createHistory = (carry: Carry): History => {
  const undone: Inverse[] = [];
  const done: Inverse[] = [];

  const move = (from: Inverse[], to: Inverse[]): UndoResult | null => {
    const step = from.pop();
    if (step === undefined) return null;
    const { inverse, misses } = carry(step);
    if (sizeOf(inverse) > 0) to.push(inverse);
    return { done: sizeOf(inverse), misses, at: placeOf(inverse) };
  };

  return {
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
    add: (inverse) => {
      if (sizeOf(inverse) === 0) return;
      undone.length = 0;
      done.push(inverse);
      if (done.length > mostSteps) done.shift();
    },
    drop: (inverse) => {
      for (const steps of [done, undone])
        if (steps.includes(inverse)) steps.splice(steps.indexOf(inverse), 1);
    },
    undo: () => move(done, undone),
    redo: () => move(undone, done),
  };
};

const commandsOf = ({ ledgers }: Inverse): LedgerCommand[] => [...ledgers.values()].flat();

/** Cells, rows and records that it writes. */
const sizeOf = (inverse: Inverse): number =>
  commandsOf(inverse).reduce((sum, command) => sum + sizeOfCommand(command), 0) +
  inverse.records.length;

const sizeOfCommand = (command: LedgerCommand): number => {
  if (command.type === 'setLayer') return 1;
  return 'cells' in command ? command.cells.length : command.rows.length;
};

const placeOf = (inverse: Inverse): UndoPlace | null => {
  for (const command of commandsOf(inverse)) {
    if (command.type === 'setLayer') continue;
    const { table } = command;
    if ('cells' in command) {
      const [cell] = command.cells;
      if (cell !== undefined) return { table, row: cell.row, column: cell.column };
    } else {
      const [first] = command.rows;
      if (first !== undefined)
        return { table, row: typeof first === 'string' ? first : first.id, column: null };
    }
  }
  const [record] = inverse.records;
  return record === undefined ? null : placeOfRecord(record);
};

/** Tags and people belong to no table. */
const placeOfRecord = ({ collection, id }: SetRecord): UndoPlace | null => {
  if (collection !== 'tables' && collection !== 'columns' && collection !== 'options') return null;
  const [table = id, column = null] = id.split('/');
  return { table, row: null, column };
};
