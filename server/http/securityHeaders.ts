import type { FastifyInstance } from 'fastify';
import { isApi } from './actors.ts';

/**
 * Scripts only from our own files. Styles also inline, because antd writes its own; workers also
 * from blobs, because bundled ones start that way.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const addSecurityHeaders = (app: FastifyInstance, publicUrl: string | null): void => {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
      ...(isApi(request) ? { 'cache-control': 'no-store' } : {}),
    });
  });
};
