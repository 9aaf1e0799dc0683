import compress from '@fastify/compress';
import cookies from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { fastify, LogController } from 'fastify';
import { identifyActors } from './actors.ts';
import { serveClient } from './client.ts';
import type { HttpDependencies } from './dependencies.ts';
import { healthRoute } from './healthRoute.ts';
import { invitationRoutes } from './invitationRoutes.ts';
import { ledgerRoutes } from './ledgerRoutes.ts';
import { answerProblem } from './problems.ts';
import { limitRequests } from './requestLimit.ts';
import { addSecurityHeaders } from './securityHeaders.ts';
import { createSessionCookie } from './sessionCookie.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { setupRoutes } from './setupRoutes.ts';
import { tokenRoutes } from './tokenRoutes.ts';
import { userRoutes } from './userRoutes.ts';

export { actorOf } from './actors.ts';
export type { FirstSetup, HttpDependencies } from './dependencies.ts';
export { toPerson } from './person.ts';
export { readBody } from './readBody.ts';

/** The HTTP API and the client's files, not listening yet. Errors are problem documents. */
export const createHttp = async (dependencies: HttpDependencies): Promise<FastifyInstance> => {
  const { access, publicUrl, log, clientFolder, extraRoutes } = dependencies;
  // Fastify's own request lines would hold the secrets of one-time links.
  const app = fastify({
    loggerInstance: log,
    // A proxy on this machine says whose address it asks for; attempts to sign in count by it.
    trustProxy: 'loopback',
    logController: new LogController({ disableRequestLogging: true }),
    // Of what is no HTTP: Fastify would log the packet itself.
    clientErrorHandler: (error, socket) => {
      log.debug({ err: error }, 'a request cannot be read');
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      else socket.destroy();
    },
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  });
  app.setErrorHandler(answerProblem);
  readEmptyJson(app);
  await app.register(compress, { threshold: 1_024 });
  await app.register(cookies);
  addSecurityHeaders(app, publicUrl);
  identifyActors(app, access, publicUrl);
  limitRequests(app);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const { statusCode: status, elapsedTime: ms } = reply;
    request.log.debug({ method, route: routeOptions.url, status, ms }, 'answered');
  });

  const cookie = createSessionCookie(publicUrl);
  healthRoute(app, dependencies);
  setupRoutes(app, dependencies, cookie);
  sessionRoutes(app, dependencies, cookie);
  userRoutes(app, dependencies);
  invitationRoutes(app, dependencies, cookie);
  tokenRoutes(app, dependencies);
  ledgerRoutes(app, dependencies);
  extraRoutes?.(app);
  serveClient(app, clientFolder);
  return app;
};

/** Many programs name JSON as the type of every request: nothing sent is no body, not a fault. */
const readEmptyJson = (app: FastifyInstance): void => {
  const readJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      if (body === '') done(null, undefined);
      else readJson(request, body, done);
    },
  );
};
