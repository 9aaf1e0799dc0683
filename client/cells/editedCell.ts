import type { CellValue, Column } from '../../shared/model/index.ts';
import type { PeerCell, Step } from '../store/store.ts';

/** A cell that is edited in a field. */
export interface EditedCell {
  readonly column: Column;
  /** Null: in a row that is made with the first thing written. */
  readonly row: string | null;
  readonly value: CellValue;
  readonly mayWrite: boolean;
  /** Others in this cell, each once. */
  readonly peers: readonly PeerCell[];
  /** False where that cannot be: the row, or the right to write it, is gone. */
  write(value: CellValue, records?: Step['records']): boolean;
  /** For columns that hold a set. */
  writeMember(member: string, isIn: boolean, records?: Step['records']): void;
  /** This person came here, types, or left (null). */
  tellPlace(typing: boolean | null): void;
  /** Shows a linked row; absent where there is no place for it. */
  openRow?(table: string, row: string): void;
}
