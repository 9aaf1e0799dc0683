// node --expose-gc --import tsx loadLedger.ts <data folder> <document> <random>: loads our ledger
// from its stored bytes and reads a cell of each column of one row. Says on stdout, as JSON, what
// it took. The counterpart of peers/loadState.mjs.
import * as Y from 'yjs';
import { openSqliteStorage } from '../../../server/storage/sqlite/index.ts';
import { openLedger } from '../../../shared/documents/index.ts';
import { decodeSegment } from '../../../shared/documents/segment.ts';
import { benchColumns } from '../support/rows.ts';

const [folder, name, random] = process.argv.slice(2) as [string, string, string];

const inUse = (): number => {
  globalThis.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const readStored = async () => {
  const { log, blobs, close } = await openSqliteStorage(folder);
  const document = (await log.load(name))!;
  const updates = document.updates.map(({ update }) => update);
  const states = document.snapshot === null ? updates : [document.snapshot.state, ...updates];
  // Which segments there are stands in the document; this reading is not measured.
  const doc = new Y.Doc();
  for (const state of states) Y.applyUpdate(doc, state);
  const segments = new Map<string, Uint8Array>();
  for (const { hash } of openLedger(doc).missingSegments())
    segments.set(hash, (await blobs.segment(hash))!);
  doc.destroy();
  await close();
  return { states, segments };
};

const before = inUse();
let stored: Awaited<ReturnType<typeof readStored>> | null = await readStored();
const bytes = [...stored.states, ...stored.segments.values()].reduce(
  (sum, { byteLength }) => sum + byteLength,
  0,
);

const begun = performance.now();
const doc = new Y.Doc();
const ledger = openLedger(doc);
doc.transact(() => {
  for (const state of stored!.states) Y.applyUpdate(doc, state);
});
for (const { hash } of ledger.missingSegments())
  ledger.openSegment(hash, decodeSegment(stored.segments.get(hash)!));
const table = ledger.table('customers');
const row = Math.floor(Number(random) * table.size);
const cells = benchColumns.map((column) => table.cell(row, column));
const time = performance.now() - begun;
// What the ledger still needs of the bytes, it holds.
stored = null;
const heap = inUse() - before;
const filled = cells.filter((cell) => cell !== null).length;
process.stdout.write(`${JSON.stringify({ time, heap, bytes, rows: table.size, cells: filled })}\n`);
