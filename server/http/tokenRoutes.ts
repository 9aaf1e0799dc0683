import type { FastifyInstance } from 'fastify';
import { tokenBody } from '../../shared/protocol/http.ts';
import { actorOf } from './actors.ts';
import type { HttpDependencies } from './dependencies.ts';
import { readBody } from './readBody.ts';

export const tokenRoutes = (app: FastifyInstance, { access }: HttpDependencies): void => {
  app.get('/api/tokens', async (request) => {
    const tokens = await access.tokens.list(actorOf(request));
    return tokens.map(({ id, name, createdAt }) => ({ id, name, createdAt }));
  });

  app.post('/api/tokens', async (request, reply) => {
    const { name } = readBody(tokenBody, request);
    const { id, secret } = await access.tokens.make(actorOf(request), name);
    return reply.status(201).send({ id, token: secret });
  });

  app.delete<{ Params: { id: string } }>('/api/tokens/:id', async (request, reply) => {
    await access.tokens.remove(actorOf(request), request.params.id);
    return reply.status(204).send();
  });
};
