import type { FastifyInstance } from 'fastify';
import { acceptBody } from '../../shared/protocol/http.ts';
import type { HttpDependencies } from './dependencies.ts';
import { toUser } from './person.ts';
import { readBody } from './readBody.ts';
import type { SessionCookie } from './sessionCookie.ts';

export const invitationRoutes = (
  app: FastifyInstance,
  { access }: HttpDependencies,
  cookie: SessionCookie,
): void => {
  const options = { config: { public: true } };

  app.get<{ Params: { token: string } }>('/api/invitations/:token', options, (request) =>
    access.links.read(request.params.token),
  );

  app.post<{ Params: { token: string } }>(
    '/api/invitations/:token',
    options,
    async (request, reply) => {
      const { password } = readBody(acceptBody, request);
      const { user, secret } = await access.links.accept(request.params.token, password);
      cookie.set(reply, secret);
      return { user: toUser(user) };
    },
  );
};
