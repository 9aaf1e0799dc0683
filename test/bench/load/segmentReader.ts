import { Agent, get, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { segmentHash } from '../../../server/storage/checksum.ts';
import { decodeSegment } from '../../../shared/documents/segment.ts';

/** Fetches segments as pages do, for many people in one process. */
export interface SegmentReader {
  /**
   * Fetches all of them as one person, four at a time on connections of that person's own. Resolves
   * when every byte is here and equal to what the first who asked got.
   */
  fetchAll(cookie: string, ledger: string, hashes: readonly string[]): Promise<void>;
  /** Bytes that one person receives, packed. */
  readonly bytes: number;
  /**
   * Unpacks, checks and opens everything once, as each person's own machine does. Answers how long
   * unpacking and opening took, in ms. Throws when the bytes are not those that the hash is of.
   */
  unpack(): Promise<number>;
  close(): void;
}

/** As `client/sync/segments.ts` has it. */
const atOnce = 4;
const unpackGzip = promisify(gunzip);

export const createSegmentReader = (url: string): SegmentReader => {
  /** Hash → packed bytes, as the first who asked got them. */
  const first = new Map<string, Buffer>();
  const agents: Agent[] = [];

  const fetchOne = (agent: Agent, cookie: string, path: string, hash: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { cookie, 'accept-encoding': 'gzip' };
      get(`${url}${path}/${hash}`, { agent, headers }, (response) => {
        take(response, hash).then(resolve, reject);
      }).on('error', reject);
    });

  /** Compares as it comes: a hundred people's bytes are never all in memory. */
  const take = async (response: IncomingMessage, hash: string): Promise<void> => {
    if (response.statusCode !== 200) throw new Error(`segment ${hash}: ${response.statusCode}`);
    if (response.headers['content-encoding'] !== 'gzip') throw new Error('not packed');
    const expected = first.get(hash);
    const kept: Buffer[] = [];
    let length = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      if (expected === undefined) kept.push(chunk);
      else if (!chunk.equals(expected.subarray(length, length + chunk.length)))
        throw new Error(`segment ${hash} differs`);
      length += chunk.length;
    }
    if (expected === undefined) first.set(hash, Buffer.concat(kept));
    else if (length !== expected.length) throw new Error(`segment ${hash} was cut short`);
  };

  return {
    fetchAll: async (cookie, ledger, hashes) => {
      const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
      agents.push(agent);
      const wanted = [...hashes].reverse();
      const lane = async (): Promise<void> => {
        for (let hash = wanted.pop(); hash !== undefined; hash = wanted.pop())
          await fetchOne(agent, cookie, `/api/ledgers/${ledger}/segments`, hash);
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
    },
    get bytes() {
      return [...first.values()].reduce((sum, { length }) => sum + length, 0);
    },
    unpack: async () => {
      const unpacked: [string, Buffer][] = [];
      const beginning = performance.now();
      for (const [hash, packed] of first) {
        const bytes = await unpackGzip(packed);
        decodeSegment(bytes);
        unpacked.push([hash, bytes]);
      }
      const took = performance.now() - beginning;
      for (const [hash, bytes] of unpacked)
        if (segmentHash(bytes) !== hash) throw new Error(`what came as segment ${hash} is another`);
      return took;
    },
    close: () => {
      for (const agent of agents) agent.destroy();
    },
  };
};
