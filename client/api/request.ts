import type { z } from 'zod';
import { Failure, toFailure } from './failure.ts';
import { withRetries } from './retries.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Ask {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Waits in ms before the second and third try; slow mobile networks come back within these. */
const pauses = [400, 1600];
const patience = 15_000;

/**
 * Asks the server and reads the answer with `schema`. Throws `Failure`, or the signal's reason
 * when aborted.
 *
 * A network failure is tried again only where trying twice does no harm: not for POST, whose first
 * try may have acted without our hearing of it.
 */
export const request = async <Schema extends z.ZodType>(
  method: Method,
  path: string,
  schema: Schema,
  { body, signal }: Ask = {},
): Promise<z.output<Schema>> => {
  const answer = await withRetries(method === 'POST' ? [] : pauses, signal, () =>
    send(method, path, body, signal),
  );
  const read = schema.safeParse(answer);
  if (!read.success)
    throw new Failure('unexpected', [], `${method} ${path}: ${read.error.message}`);
  return read.data;
};

const send = async (
  method: Method,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> => {
  const timeout = AbortSignal.timeout(patience);
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new Failure('unreachable', [], String(cause));
  });
  const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw toFailure(response.status, answer);
  return answer;
};
