import type { FastifyInstance } from 'fastify';
import { sessionBody } from '../../shared/protocol/http.ts';
import { Refusal, sessionCookie } from '../access/index.ts';
import { actorOf } from './actors.ts';
import type { HttpDependencies } from './dependencies.ts';
import { toUser } from './person.ts';
import { readBody } from './readBody.ts';
import type { SessionCookie } from './sessionCookie.ts';

export const sessionRoutes = (
  app: FastifyInstance,
  { access }: HttpDependencies,
  cookie: SessionCookie,
): void => {
  app.post('/api/session', { config: { public: true } }, async (request, reply) => {
    const attempt = readBody(sessionBody, request);
    const { user, secret } = await access.sessions.signIn({ ...attempt, address: request.ip });
    cookie.set(reply, secret);
    return { user: toUser(user) };
  });

  app.delete('/api/session', { config: { public: true } }, async (request, reply) => {
    if (request.actor !== null) await access.sessions.signOut(request.actor);
    cookie.clear(reply);
    return reply.status(204).send();
  });

  app.get('/api/me', async (request, reply) => {
    const actor = actorOf(request);
    const user = await access.people.user(actor.user);
    if (user === null) throw new Refusal('signInFirst');
    // The browser's copy shall last as long as the session, whose end each use puts off.
    const secret = actor.via === 'session' ? request.cookies[sessionCookie] : undefined;
    if (secret !== undefined) cookie.set(reply, secret);
    return { user: toUser(user) };
  });
};
