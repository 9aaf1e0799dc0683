import type { FastifyInstance } from 'fastify';
import { decodeSegment, type Segment } from '../../shared/documents/segment.ts';
import { layerBody, segmentQuery } from '../../shared/protocol/http.ts';
import { Refusal } from '../access/index.ts';
import { createTurns } from '../access/turns.ts';
import { actorOf } from './actors.ts';
import type { DataDependencies } from './dataDependencies.ts';
import { actorInLedger, type LedgerParams } from './ledgerRight.ts';
import { readBody } from './readBody.ts';
import { readQuery } from './readQuery.ts';
import { refuseKnownRows } from './refuseKnownRows.ts';
import { createServedSegments } from './servedSegments.ts';

const arrow = 'application/vnd.apache.arrow.stream';
/** Of a segment's bytes, unpacked. */
const bodyLimit = 64 * 1024 * 1024;

/**
 * Sealed blocks of rows: first each one's bytes, then all of them are named at once as a layer, so
 * that an import appears whole or not at all. Both may be asked for again when no answer came.
 */
export const segmentRoutes = (app: FastifyInstance, dependencies: DataDependencies): void => {
  const { access, blobs, segmentChecks, writers, now } = dependencies;
  const inTurn = createTurns();
  const served = createServedSegments(blobs);

  // In a scope of its own: no other route takes bodies of this type.
  app.register(async (scope) => {
    scope.addContentTypeParser(
      arrow,
      { parseAs: 'buffer', bodyLimit },
      async (_: unknown, body: Buffer) => body,
    );

    scope.post<{ Params: LedgerParams }>(
      '/api/ledgers/:ledger/segments',
      {
        bodyLimit,
        // Before the body is read: strangers need not send it.
        onRequest: async (request) => {
          await actorInLedger(request, access, 'write');
        },
      },
      async (request, reply) => {
        const { ledger } = request.params;
        const { table, layer } = readQuery(segmentQuery, request);
        const { body } = request;
        if (!(body instanceof Uint8Array))
          throw new Refusal('invalid', { detail: `send the segment as ${arrow}` });
        const verdict = await segmentChecks.check(body, actorOf(request).user);
        if (!verdict.ok) throw new Refusal('badSegment', { detail: verdict.reason });
        const live = await writers.readLedger(ledger);
        if (!live.hasLayer(layer)) await refuseKnownRows(live.table(table), [decodeSegment(body)]);
        const { hash } = await blobs.putSegment(ledger, body);
        served.forget(hash);
        return reply.status(201).send({ hash, rows: verdict.rows, columns: verdict.columns });
      },
    );
  });

  app.post<{ Params: LedgerParams }>('/api/ledgers/:ledger/layers', async (request, reply) => {
    const { user } = await actorInLedger(request, access, 'write');
    const { ledger } = request.params;
    const { layer, table, segments } = readBody(layerBody, request);
    const hashes = segments.map(({ hash }) => hash);
    // Two at once would both find that the other's rows are not there yet.
    await inTurn(async () => {
      if ((await writers.readLedger(ledger)).hasLayer(layer)) return;
      const segments = await opened(dependencies, ledger, hashes);
      const live = await writers.readLedger(ledger);
      await refuseKnownRows(live.table(table), segments);
      await writers.addSegments(ledger, { table, hashes, layer, at: now() }, user);
    });
    return reply.status(201).send({ layer });
  });

  app.get<{ Params: LedgerParams & { hash: string } }>(
    '/api/ledgers/:ledger/segments/:hash',
    async (request, reply) => {
      await actorInLedger(request, access, 'read');
      const { ledger, hash } = request.params;
      const isPacked = accepts(request.headers['accept-encoding'], 'gzip');
      const bytes = isPacked
        ? await served.packed(ledger, hash)
        : await unpacked(blobs, ledger, hash);
      if (bytes === null) throw new Refusal('notFound', { field: 'hash' });
      if (isPacked) reply.header('content-encoding', 'gzip');
      return reply
        .type(arrow)
        .header('vary', 'accept-encoding')
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );
};

const unpacked = async (
  blobs: DataDependencies['blobs'],
  ledger: string,
  hash: string,
): Promise<Uint8Array | null> =>
  (await blobs.ledgerHasSegment(ledger, hash)) ? blobs.segment(hash) : null;

const opened = async (
  { blobs }: DataDependencies,
  ledger: string,
  hashes: readonly string[],
): Promise<Segment[]> => {
  const segments: Segment[] = [];
  for (const [index, hash] of hashes.entries()) {
    const isHere = await blobs.ledgerHasSegment(ledger, hash);
    const bytes = isHere ? await blobs.segment(hash) : null;
    if (bytes === null)
      throw new Refusal('invalid', {
        detail: 'a segment that was not uploaded to this ledger',
        field: `segments.${index}.hash`,
      });
    segments.push(decodeSegment(bytes));
  }
  return segments;
};

/** True when the header names the coding, and does not weigh it with 0. */
const accepts = (header: string | string[] | undefined, coding: string): boolean =>
  String(header ?? '')
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .some(([name, weight]) => name === coding && !/^q=0(?:\.0*)?$/.test(weight ?? ''));
