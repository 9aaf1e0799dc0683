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
    const document = `ledger/${request.params.ledger}`;
    const found = await log.events(document, page);
    const last = found.at(-1)?.id;
    const isMore =
      last !== undefined && (await log.events(document, { after: last, limit: 1 })).length > 0;
    const events = found.map(({ id, at, by, changes, conflicts, layer }) => ({
      id,
      at,
      by,
      changes,
      conflicts,
      layer,
    }));
    return { events, next: isMore ? last : null };
  });
};
