import type { FastifyReply } from 'fastify';
import { sessionCookie, sessionLifetime } from '../access/index.ts';

/** The cookie that holds a session; out of reach of scripts and of other sites' requests. */
export interface SessionCookie {
  set(reply: FastifyReply, secret: string): void;
  clear(reply: FastifyReply): void;
}

export const createSessionCookie = (publicUrl: string | null): SessionCookie => {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl?.startsWith('https:') ?? false,
  } as const;
  return {
    set: (reply, secret) => {
      reply.setCookie(sessionCookie, secret, { ...options, maxAge: sessionLifetime / 1_000 });
    },
    clear: (reply) => {
      reply.clearCookie(sessionCookie, options);
    },
  };
};
