import type * as Y from 'yjs';
import type { UnseenOverwrite } from '../../shared/documents/inspect.ts';
import { type CellValue, type Conflict, isCellValue, sameValue } from '../../shared/model/index.ts';

/** Reads the decision from the document, to which the overwrite has been applied. */
export const conflictAt = (
  doc: Y.Doc,
  cell: Pick<Conflict, 'table' | 'row' | 'column'>,
  { map, key, standing, written }: UnseenOverwrite,
  read: (stored: unknown) => CellValue,
): Conflict | null => {
  const kept = read(doc.getMap(map).get(key));
  const overruled = sameValue(kept, read(written)) ? read(standing) : read(written);
  return sameValue(kept, overruled) ? null : { ...cell, kept, overruled };
};

/** Values as events hold them: what is no cell value (names in two languages…) as JSON text. */
export const toCellValue = (stored: unknown): CellValue => {
  const value = stored ?? null;
  return isCellValue(value) ? value : (JSON.stringify(value, exactly) ?? null);
};

/** JSON has no big integers, which only documents of old may hold. */
const exactly = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;
