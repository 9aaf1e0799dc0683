import { isJsonValue } from '../../shared/documents/jsonValue.ts';
import {
  isCellValue,
  isColumnId,
  isRowId,
  isSchemaId,
  type LedgerCommand,
  type SetRecord,
} from '../../shared/model/index.ts';
import type { RecoveryBody } from './recover.ts';

type Commands = RecoveryBody['entries'][number]['commands'];

/** Cells or rows in one transaction: a few milliseconds. */
const pieceSize = 500;

/**
 * Commands of a journal as a ledger may apply them, every cell write with what its author saw, in
 * pieces that are each soon done; null when not all of them are a ledger's. Nothing may be applied
 * before all are known to be good.
 */
export const ledgerPieces = (commands: Commands): readonly LedgerCommand[] | null => {
  const pieces: LedgerCommand[] = [];
  for (const command of commands) {
    const checked = checkedCommand(command);
    if (checked === null) return null;
    pieces.push(...piecesOf(checked));
  }
  return pieces;
};

/** True for what people may write in the workspace. Others are written by the server only. */
export const areOpenRecords = (commands: Commands): commands is SetRecord[] =>
  commands.every(
    (command) =>
      command.type === 'setRecord' &&
      command.collection !== 'people' &&
      command.was !== undefined &&
      command.id.split('/').every(isSchemaId) &&
      Object.keys(command.properties).every(isSchemaId) &&
      isJsonValue(command.properties),
  );

const checkedCommand = (command: Commands[number]): LedgerCommand | null => {
  if (command.type === 'setRecord') return null;
  if (command.type === 'setLayer') return /^[^/]+$/.test(command.layer) ? command : null;
  if (!isSchemaId(command.table)) return null;
  switch (command.type) {
    case 'setCells': {
      const cells = command.cells.map(({ row, column, value, was }) => ({
        row,
        column,
        value: value ?? null,
        was: was ?? null,
      }));
      return cells.every((cell) => isPlace(cell) && isCellValue(cell.value))
        ? { ...command, cells }
        : null;
    }
    case 'setMembers':
      return command.cells.every(isPlace) ? command : null;
    case 'addRows':
      return command.rows.every(({ id, values }) => isRowId(id) && areValues(values))
        ? command
        : null;
    case 'deleteRows':
    case 'restoreRows':
      return command.rows.every(isRowId) ? command : null;
  }
};

const isPlace = ({ row, column }: { readonly row: string; readonly column: string }): boolean =>
  isRowId(row) && isColumnId(column);

const areValues = (values: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(values).every(([column, value]) => isColumnId(column) && isCellValue(value));

const piecesOf = (command: LedgerCommand): LedgerCommand[] => {
  switch (command.type) {
    case 'setCells':
      return inPieces(command.cells).map((cells) => ({ ...command, cells }));
    case 'setMembers':
      return inPieces(command.cells).map((cells) => ({ ...command, cells }));
    case 'addRows':
      return inPieces(command.rows).map((rows) => ({ ...command, rows }));
    case 'deleteRows':
    case 'restoreRows':
      return inPieces(command.rows).map((rows) => ({ ...command, rows }));
    case 'setLayer':
      return [command];
  }
};

const inPieces = <T>(list: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / pieceSize) }, (_, index) =>
    list.slice(index * pieceSize, (index + 1) * pieceSize),
  );
