import type { FastifyInstance } from 'fastify';
import { ledgerBody, memberBody } from '../../shared/protocol/http.ts';
import { actorOf } from './actors.ts';
import type { HttpDependencies } from './dependencies.ts';
import { readBody } from './readBody.ts';

export const ledgerRoutes = (app: FastifyInstance, { access }: HttpDependencies): void => {
  app.get<{ Querystring: { scope?: string } }>('/api/ledgers', async (request) => {
    const actor = actorOf(request);
    const readable = await access.ledgersOf(actor);
    if (request.query.scope !== 'all') return readable;
    const levels = new Map(readable.map(({ id, level }) => [id, level]));
    const all = await access.ledgers.all(actor);
    return all.map(({ id, name }) => ({ id, name, level: levels.get(id) ?? null }));
  });

  app.post('/api/ledgers', async (request, reply) => {
    const { name } = readBody(ledgerBody, request);
    return reply.status(201).send(await access.ledgers.make(actorOf(request), name));
  });

  app.get<{ Params: { ledger: string } }>('/api/ledgers/:ledger/members', async (request) => {
    const members = await access.ledgers.members(actorOf(request), request.params.ledger);
    return members.map(({ user, level }) => ({ user, level }));
  });

  app.put<{ Params: { ledger: string; user: string } }>(
    '/api/ledgers/:ledger/members/:user',
    async (request, reply) => {
      const { ledger, user } = request.params;
      const { level } = readBody(memberBody, request);
      await access.ledgers.setMember(actorOf(request), ledger, user, level);
      return reply.status(204).send();
    },
  );
};
