import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access, Actor } from '../access/index.ts';
import { isOwnOrigin, Refusal } from '../access/index.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on public routes when nobody is signed in. */
    actor: Actor | null;
  }
  interface FastifyContextConfig {
    /** May be asked without signing in. */
    public?: boolean;
  }
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/** Finds out who asks before any route under /api runs, and refuses strangers and foreign pages. */
export const identifyActors = (
  app: FastifyInstance,
  access: Pick<Access, 'authenticate'>,
  publicUrl: string | null,
): void => {
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    if (!isApi(request)) return;
    const { cookie, authorization } = request.headers;
    const actor = await access.authenticate({ cookie, authorization });
    if (actor === null && request.routeOptions.config.public !== true)
      throw new Refusal('signInFirst');
    // Also without a cookie: nobody shall be signed in to another's account by a foreign page.
    const mayBeFromPage = actor?.via !== 'token' && !safeMethods.includes(request.method);
    if (mayBeFromPage && !isOwnOrigin(request.headers, publicUrl)) throw new Refusal('wrongOrigin');
    request.actor = actor;
  });
};

/** By the route too: `/%61pi/me` leads to `/api/me`. */
export const isApi = ({ url, routeOptions }: FastifyRequest): boolean =>
  [url, routeOptions.url ?? ''].some((path) => /^\/api(?:[/?]|$)/.test(path));

/** Who asks, on a route that is not public. */
export const actorOf = ({ actor }: FastifyRequest): Actor => {
  if (actor === null) throw new Refusal('signInFirst');
  return actor;
};
