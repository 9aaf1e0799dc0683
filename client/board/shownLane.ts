import type { KeyboardEvent, PointerEvent } from 'react';
import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Option } from '../../shared/model/index.ts';
import type { PeerCell, TableRows } from '../store/store.ts';
import type { Bounds } from '../ui/MenuAt.tsx';
import type { CardColumns } from './cardLook.ts';

/** A lane as the board shows it. */
export interface ShownLane {
  /** The option's id; '' for rows without one. */
  readonly id: string;
  readonly name: string;
  /** Null for the lane of rows without an option. */
  readonly option: Option | null;
  readonly rows: ArrayLike<number>;
  /** Of the figures of its rows. */
  readonly sum: number;
}

/** What is done with cards; each names the row. The same object for as long as the board stands. */
export interface Hands {
  open(row: number): void;
  menu(row: number, at: Bounds): void;
  focus(row: number): void;
  keyDown(event: KeyboardEvent<HTMLElement>, row: number): void;
  press(event: PointerEvent<HTMLElement>, row: number): void;
}

/** What all cards are drawn from; a new object whenever some may look different. */
export interface CardSheet {
  readonly table: TableRows;
  readonly columns: CardColumns;
  readonly context: ColumnContext;
  /** When a row came into its lane, ms since 1970; null where nobody knows. */
  readonly since: (row: number) => number | null;
  /** ms since 1970. */
  readonly now: number;
  readonly peers: ReadonlyMap<number, PeerCell>;
  /** The row whose record is open. */
  readonly openRow: number | null;
  /** Rises with each change of a row. */
  readonly changes: number;
}

/** What a lane shows of a card that is being moved. */
export interface Hold {
  readonly row: number;
  /** Where it would land in this lane; -1 where it would not. */
  readonly gap: number;
  /** With the keyboard it stands in its gap; under a pointer it hovers. */
  readonly byKeys: boolean;
}
