import { z } from 'zod';
import { Refusal } from '../../access/index.ts';
import type { RowPlace } from '../../projection/index.ts';

const place = z.tuple([z.string(), z.string()]);

/** Where a page ended, as an opaque text. */
export const toCursor = ({ orderKey, id }: RowPlace): string =>
  Buffer.from(JSON.stringify([orderKey, id])).toString('base64url');

/** Throws `invalid` for a text that `toCursor` did not make. */
export const readCursor = (cursor: string | undefined): RowPlace | null => {
  if (cursor === undefined) return null;
  try {
    const [orderKey, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { orderKey, id };
  } catch {
    throw new Refusal('invalid', { detail: 'not a cursor of this API', field: 'cursor' });
  }
};
