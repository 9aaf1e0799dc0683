import type { LedgerCommand, SetRecord } from '../../shared/model/index.ts';
import { type LedgerListed, ledger, recoveryAnswer } from '../../shared/protocol/http.ts';
import type { ProblemCode } from '../../shared/protocol/problem.ts';
import { Failure, toFailure } from '../api/failure.ts';

/** What synchronising asks of the HTTP API. Every method throws `Failure`. */
export interface ServerApi {
  ledgers(): Promise<readonly LedgerListed[]>;
  recover(body: Recovery): Promise<readonly Outcome[]>;
  segment(ledger: string, hash: string): Promise<Uint8Array>;
  /** Answers the hash under which the block is stored. */
  addSegment(target: UploadTarget, bytes: Uint8Array, signal: AbortSignal): Promise<string>;
  /** Makes the rows of all segments appear at once; the same layer twice is once. */
  addLayer(target: UploadTarget, hashes: readonly string[], signal: AbortSignal): Promise<void>;
  /** Breaks off what is under way, as `unreachable`: the way to the server is known to be dead. */
  breakOff(): void;
}

export interface Recovery {
  readonly document: string;
  readonly generation: number | null;
  readonly entries: readonly {
    readonly id: string;
    readonly client: number;
    readonly clock: number;
    readonly commands: readonly (LedgerCommand | SetRecord)[];
  }[];
}

export interface Outcome {
  readonly id: string;
  readonly outcome: 'known' | 'applied' | 'conflict' | 'refused';
  readonly reason?: ProblemCode | undefined;
}

export interface UploadTarget {
  readonly ledger: string;
  readonly table: string;
  readonly layer: string;
}

/** `fetch` with the session's cookie; paths are on this page's server. */
export const createServerApi = (fetch: typeof globalThis.fetch): ServerApi => {
  let way = new AbortController();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const signal = init.signal ? AbortSignal.any([init.signal, way.signal]) : way.signal;
    const options: RequestInit = { credentials: 'same-origin', ...init, signal };
    const response = await fetch(path, options).catch((cause) => {
      init.signal?.throwIfAborted();
      throw unreachable(cause);
    });
    if (response.ok) return response;
    throw toFailure(response.status, await response.json().catch(() => null));
  };
  const post = (path: string, body: unknown, signal?: AbortSignal): Promise<Response> =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });

  return {
    breakOff: () => {
      way.abort();
      way = new AbortController();
    },
    ledgers: async () => readAs(ledger.array(), await ask('/api/ledgers')),
    recover: async (body) =>
      (await readAs(recoveryAnswer, await post('/api/recovery', body))).outcomes,
    segment: async (id, hash) => {
      const response = await ask(`/api/ledgers/${id}/segments/${hash}`);
      return new Uint8Array(await response.arrayBuffer().catch(cutOff));
    },
    addSegment: async ({ ledger: id, table, layer }, bytes, signal) => {
      const query = new URLSearchParams({ table, layer });
      const response = await ask(`/api/ledgers/${id}/segments?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/vnd.apache.arrow.stream' },
        body: bytes as Uint8Array<ArrayBuffer>,
        signal,
      });
      const { hash } = (await response.json().catch(cutOff)) as { hash?: unknown };
      if (typeof hash !== 'string') throw new Failure('unexpected', [], 'segment without hash');
      return hash;
    },
    addLayer: async ({ ledger: id, table, layer }, hashes, signal) => {
      const segments = hashes.map((hash) => ({ hash }));
      await post(`/api/ledgers/${id}/layers`, { layer, table, segments }, signal);
    },
  };
};

const unreachable = (cause: unknown): Failure => new Failure('unreachable', [], String(cause));

/** The connection ended in the middle of an answer. */
const cutOff = (cause: unknown): never => {
  throw unreachable(cause);
};

interface Reader<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error };
}

const readAs = async <T>(schema: Reader<T>, response: Response): Promise<T> => {
  const read = schema.safeParse(await response.json().catch(() => null));
  if (!read.success) throw new Failure('unexpected', [], read.error.message);
  return read.data;
};
