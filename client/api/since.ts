import { z } from 'zod';
import { request } from './request.ts';

/** ms since 1970 by row id. */
export type SinceTimes = Readonly<Record<string, number>>;

const answer = z.object({ since: z.record(z.string(), z.number()) });

/** Since when rows of a ledger have what they have in a select column, as far as that is known. */
export const sinceIn = async (
  ledger: string,
  table: string,
  column: string,
  signal?: AbortSignal,
): Promise<SinceTimes> => {
  const path = [ledger, 'tables', table, 'since', column].map(encodeURIComponent).join('/');
  return (await request('GET', `/api/ledgers/${path}`, answer, { signal })).since;
};
