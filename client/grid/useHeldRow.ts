import { useCallback, useMemo, useState } from 'react';
import { type HeldRow, heldAt, withHeldRow } from './heldRow.ts';
import type { Sheet } from './sheet.ts';

interface Held {
  readonly held: HeldRow;
  readonly query: object;
}

/**
 * Sorting and filtering wait for the row that one is editing, or it would be gone under the next
 * key. `hold` keeps the row at a place until `release`, or another query.
 */
export const useHeldRow = (sheet: Sheet, query: object) => {
  const [now, setNow] = useState<Held | null>(null);
  const held = now?.query === query && !sheet.inOwnOrder ? now.held : null;
  const isThere = held !== null && sheet.table.isListed(held.row);
  const rows = useMemo(
    () => (isThere ? withHeldRow(sheet.rows, held) : sheet.rows),
    [isThere, held, sheet.rows],
  );
  const steady = useMemo(() => (rows === sheet.rows ? sheet : { ...sheet, rows }), [sheet, rows]);
  const hold = useCallback(
    (place: number) => {
      const next = heldAt(rows, place);
      if (next !== null) setNow({ held: next, query });
    },
    [rows, query],
  );
  const release = useCallback(() => setNow(null), []);
  return { sheet: steady, row: held?.row ?? null, hold, release };
};
