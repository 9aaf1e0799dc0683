// node --expose-gc loadState.mjs <sqlite file> <document> <random>: loads baseline A's state and
// reads a cell of each column of one row. Says on stdout, as JSON, what it took.
import * as Y from 'yjs';
import { openStates } from './states.mjs';

const [file, name, random] = process.argv.slice(2);

const inUse = () => {
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const before = inUse();
const states = await openStates(file);
let state = await states.fetch(name);
await states.close();
const bytes = state.byteLength;

const begun = performance.now();
const doc = new Y.Doc();
Y.applyUpdate(doc, state);
const rows = doc.getMap('rows');
let left = Math.floor(Number(random) * rows.size);
let cells = [];
for (const row of rows.values())
  if (left-- === 0) {
    cells = [...row.keys()].map((column) => row.get(column));
    break;
  }
const time = performance.now() - begun;
// What was loaded needs its bytes no longer.
state = null;
const heap = inUse() - before;
console.log(JSON.stringify({ time, heap, bytes, rows: rows.size, cells: cells.length }));
