import type { ShownRows } from '../app/rowDesk.ts';
import type { TableRows } from '../store/store.ts';
import { placesOf } from './places.ts';

/** Where rows stand in an order, and which stands beside which. */
export interface RowOrder extends Pick<ShownRows, 'neighbour' | 'placeOf'> {
  /** Undefined for a row that is not shown. */
  indexOf(row: string): number | undefined;
}

export const rowOrder = (table: TableRows, rows: ArrayLike<number>): RowOrder => {
  const places = placesOf(rows);
  const indexOf = (row: string): number | undefined => {
    const number = table.rowOf(row);
    return number === undefined ? undefined : places.of(number);
  };
  return {
    indexOf,
    neighbour: (row, by) => {
      const place = indexOf(row);
      const next = place === undefined ? undefined : rows[place + by];
      return next === undefined ? null : table.rowId(next);
    },
    placeOf: (row) => {
      const place = indexOf(row);
      return place === undefined ? null : { place, count: rows.length };
    },
  };
};
