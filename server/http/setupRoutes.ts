import type { FastifyInstance } from 'fastify';
import { setupBody } from '../../shared/protocol/http.ts';
import type { HttpDependencies } from './dependencies.ts';
import { toPerson, toUser } from './person.ts';
import { readBody } from './readBody.ts';
import type { SessionCookie } from './sessionCookie.ts';

export const setupRoutes = (
  app: FastifyInstance,
  { access, people, onSetup }: HttpDependencies,
  cookie: SessionCookie,
): void => {
  app.get('/api/setup', { config: { public: true } }, async () => ({
    needed: await access.setup.isNeeded(),
  }));

  app.post('/api/setup', { config: { public: true } }, async (request, reply) => {
    const first = readBody(setupBody, request);
    const { user, secret } = await access.setup.run(first, (made) =>
      onSetup({ sample: first.sample, by: made.user.id, ledger: made.ledger.id }),
    );
    await people.savePerson(toPerson(user));
    cookie.set(reply, secret);
    return reply.status(201).send({ user: toUser(user) });
  });
};
