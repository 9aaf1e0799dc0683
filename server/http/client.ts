import { relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../access/index.ts';
import { isApi } from './actors.ts';

/**
 * Serves the built client. Files under assets/ carry their hash in the name and never change;
 * everything else is asked for again each time. A path that is no file is a page of the app.
 */
export const serveClient = (app: FastifyInstance, clientFolder: string | null): void => {
  if (clientFolder !== null)
    app.register(fastifyStatic, {
      root: clientFolder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = relative(clientFolder, path).startsWith(`assets${sep}`);
        const caching = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
        reply.header('cache-control', caching);
      },
    });

  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (clientFolder === null || !isPage(request)) throw new Refusal('notFound');
    return reply.sendFile('index.html');
  });
};

const isPage = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !isApi(request) &&
  !/^\/(?:assets|sync|yjs)(?:[/?]|$)/.test(request.url);
