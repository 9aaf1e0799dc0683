import { useLocation, useSearch } from 'wouter';
import { addressOfBoard } from '../app/tableAddress.ts';

export interface BoardAddress {
  /** Id of the select column that was asked for; null for the table's first. */
  readonly by: string | null;
  /** Id of the pipeline that was asked for; null for the column's first. */
  readonly pipeline: string | null;
  show(by: string, pipeline: string | null): void;
}

/** What of a table's board is shown stands in the address: it can be linked to and gone back from. */
export const useBoardAddress = (table: string): BoardAddress => {
  const query = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  return {
    by: query.get('by'),
    pipeline: query.get('pipeline'),
    show: (by, pipeline) => go(addressOfBoard(table, { by, pipeline })),
  };
};
