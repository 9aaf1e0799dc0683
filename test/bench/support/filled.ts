import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ulid } from 'ulid';
import { encodeSegments, rowsPerSegment } from '../../../shared/documents/encodeSegment.ts';
import type { NewRow } from '../../../shared/model/index.ts';
import { firstVisitor, type Visitor } from '../../faults/support/visitor.ts';
import { startSuanpan } from './processes.ts';
import { benchRows, chunksOf } from './rows.ts';
import { untilIdle } from './untilIdle.ts';

/** Who may open what was filled, after it was closed. */
export interface Filled {
  /** Name of the ledger's document. */
  readonly document: string;
  /** Of the first account, with all rights. */
  readonly token: string;
}

/** Fills a data folder of ours with `benchRows`, through the API of a server that ends again. */
export const fillSuanpan = async (folder: string, count: number, seed: number): Promise<Filled> => {
  const server = await startSuanpan(folder);
  try {
    const visitor = await firstVisitor(server);
    await importRows(visitor, benchRows(count, seed));
    return { document: visitor.document, token: visitor.token };
  } finally {
    await server.stop();
  }
};

/** Has a server do what it does of itself with so many new rows: else each run begins with that. */
export const project = async (folder: string, { document, token }: Filled): Promise<void> => {
  const server = await startSuanpan(folder);
  try {
    // The read is answered when the projection has come that far.
    const path = `/api/${document.replace('ledger/', 'ledgers/')}/tables/customers/rows?limit=1`;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(server.url + path, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await untilIdle(server);
  } finally {
    await server.stop();
  }
};

/** Brings rows into `customers` of the shared ledger as an import does: as blocks, in one layer. */
export const importRows = async (visitor: Visitor, rows: Iterable<NewRow>): Promise<void> => {
  const layer = ulid();
  const segments: { readonly hash: string }[] = [];
  for (const chunk of chunksOf(rows, rowsPerSegment))
    for (const { bytes } of encodeSegments(chunk)) {
      const path = `${visitor.ledgerPath}/segments?table=customers&layer=${layer}`;
      segments.push({ hash: (await send(visitor, path, bytes)).hash });
    }
  const body = { layer, table: 'customers', segments };
  const answer = await visitor.ask('POST', `${visitor.ledgerPath}/layers`, body);
  if (!answer.ok) throw new Error(`layers: ${answer.status} ${await answer.text()}`);
};

const send = async (
  { url, token }: Visitor,
  path: string,
  bytes: Uint8Array,
): Promise<{ readonly hash: string }> => {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/vnd.apache.arrow.stream',
    },
    body: new Uint8Array(bytes),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { readonly hash: string };
};

/** Fills baseline A's SQLite file with the same rows, in a document of that name. */
export const fillHocuspocus = async (
  file: string,
  document: string,
  count: number,
  seed: number,
): Promise<void> => {
  const program = fileURLToPath(new URL('../peers/writeState.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=8192', program, file, document], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const exit = once(child, 'exit');
  await pipeline(Readable.from(jsonLines(count, seed)), child.stdin);
  const [code, signal] = await exit;
  if (code !== 0)
    throw new Error(`the state of baseline A could not be written: ${signal ?? code}`);
};

const jsonLines = function* (count: number, seed: number): Generator<string> {
  for (const rows of chunksOf(benchRows(count, seed), 500))
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
};
