import { z } from 'zod';
import type { Level } from '../../shared/model/index.ts';
import { anyLedger, type LedgerListed, ledger, member } from '../../shared/protocol/http.ts';
import { request } from './request.ts';

const path = (id: string) => `/api/ledgers/${encodeURIComponent(id)}`;

export type AnyLedger = z.output<typeof anyLedger>;
export type Member = z.output<typeof member>;

/** The ledgers that this person may read. */
export const listLedgers = (signal?: AbortSignal): Promise<LedgerListed[]> =>
  request('GET', '/api/ledgers', z.array(ledger), { signal });

/** Every ledger, with level null where this person is no member; for owners and admins. */
export const listAllLedgers = (signal?: AbortSignal): Promise<AnyLedger[]> =>
  request('GET', '/api/ledgers?scope=all', z.array(anyLedger), { signal });

export const createLedger = (name: string): Promise<LedgerListed> =>
  request('POST', '/api/ledgers', ledger, { body: { name } });

export const listMembers = (id: string, signal?: AbortSignal): Promise<Member[]> =>
  request('GET', `${path(id)}/members`, z.array(member), { signal });

/** Null takes the person out of the ledger at once, on open pages too. */
export const setMember = async (id: string, user: string, level: Level | null): Promise<void> => {
  await request('PUT', `${path(id)}/members/${encodeURIComponent(user)}`, z.unknown(), {
    body: { level },
  });
};
