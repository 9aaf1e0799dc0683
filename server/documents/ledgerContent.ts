import type * as Y from 'yjs';
import { openLedger, parseCellKey, parseTableMap } from '../../shared/documents/index.ts';
import type { Change } from '../../shared/model/index.ts';
import { conflictAt, toCellValue } from './conflict.ts';
import type { Content } from './content.ts';

export const ledgerContent = (doc: Y.Doc): Content => {
  const ledger = openLedger(doc);
  let changes: Change[] = [];
  let layer: string | null = null;
  ledger.observe((update) => {
    for (const change of update.changes) changes.push(change);
    const brought = update.segments.find((segment) => segment.layer !== null);
    layer ??= brought?.layer ?? update.layers[0] ?? null;
  });
  return {
    ledger,
    workspace: null,
    takeHappened: () => {
      const happened = { changes, layer };
      changes = [];
      layer = null;
      return happened;
    },
    conflictOf: (overwrite) => {
      const map = parseTableMap(overwrite.map);
      const address = parseCellKey(overwrite.key);
      if (map?.kind !== 'cells' || address === null) return null;
      const { row, column, member } = address;
      return conflictAt(doc, { table: map.table, row, column }, overwrite, (value) =>
        // One member of a set: what was decided is whether it is in.
        member === null ? toCellValue(value) : value === true ? [member] : [],
      );
    },
    hasEvents: true,
  };
};
