import type { FastifyInstance } from 'fastify';
import { eventsQuery } from '../../shared/protocol/http.ts';
import type { DataDependencies } from './dataDependencies.ts';
import { actorInLedger, type LedgerParams } from './ledgerRight.ts';
import { readQuery } from './readQuery.ts';

/** What happened in a ledger: who, when, before and after, and what was overruled. */
export const eventRoutes = (app: FastifyInstance, { access, log }: DataDependencies): void => {
  app.get<{ Params: LedgerParams }>('/api/ledgers/:ledger/events', async (request) => {
    await actorInLedger(request, access, 'read');
    const page = readQuery(eventsQuery, request);
    const found = await log.events(`ledger/${request.params.ledger}`, page);
    const events = found.map(({ id, at, by, changes, conflicts, layer }) => ({
      id,
      at,
      by,
      changes,
      conflicts,
      layer,
    }));
    return { events, next: found.length < page.limit ? null : found.at(-1)!.id };
  });
};
