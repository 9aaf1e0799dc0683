import type { IncomingMessage } from 'node:http';

/**
 * True when a page of ours opened the socket: its Origin has the host that was asked for, or that
 * of the public URL. A browser always says its origin, so a cookie without one is not ours.
 */
export const isOwnOrigin = ({ headers }: IncomingMessage, publicUrl: string | null): boolean => {
  if (headers.origin === undefined) return headers.cookie === undefined;
  if (headers.origin === publicUrl) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
};
