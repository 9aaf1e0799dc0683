import type { FastifyInstance, FastifyRequest } from 'fastify';
import { newUserBody, userPatch } from '../../shared/protocol/http.ts';
import { actorOf } from './actors.ts';
import type { HttpDependencies } from './dependencies.ts';
import { toPerson, toUser } from './person.ts';
import { readBody } from './readBody.ts';

export const userRoutes = (
  app: FastifyInstance,
  { access, people, publicUrl }: HttpDependencies,
): void => {
  const linkTo = (request: FastifyRequest, secret: string): string =>
    `${publicUrl ?? `${request.protocol}://${request.host}`}/join/${secret}`;

  app.get('/api/users', async (request) =>
    (await access.people.list(actorOf(request))).map(toUser),
  );

  app.post('/api/users', async (request, reply) => {
    const person = readBody(newUserBody, request);
    const { user, secret } = await access.people.invite(actorOf(request), person);
    await people.savePerson(toPerson(user));
    return reply.status(201).send({ user: toUser(user), link: linkTo(request, secret) });
  });

  app.patch<{ Params: { id: string } }>('/api/users/:id', async (request) => {
    const change = readBody(userPatch, request);
    const user = await access.people.change(actorOf(request), request.params.id, change);
    await people.savePerson(toPerson(user));
    return toUser(user);
  });

  app.post<{ Params: { id: string } }>('/api/users/:id/link', async (request, reply) => {
    const { user, secret } = await access.people.newLink(actorOf(request), request.params.id);
    return reply.status(201).send({ user: toUser(user), link: linkTo(request, secret) });
  });
};
