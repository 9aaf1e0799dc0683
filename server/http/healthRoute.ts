import type { FastifyInstance } from 'fastify';
import type { HttpDependencies } from './dependencies.ts';

/** For load balancers and process supervisors: answers when the storage does. */
export const healthRoute = (app: FastifyInstance, { access }: HttpDependencies): void => {
  app.get('/healthz', async (_, reply) => {
    await access.setup.isNeeded();
    reply.header('cache-control', 'no-store');
    return { status: 'ok' };
  });
};
