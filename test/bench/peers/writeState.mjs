// node writeState.mjs <sqlite file> <document>: rows as lines of JSON from stdin → baseline A's
// document, as one client would have written them at once, which is the most compact that it gets.
import { createInterface } from 'node:readline';
import * as Y from 'yjs';
import { openStates } from './states.mjs';

const [file, name] = process.argv.slice(2);
const doc = new Y.Doc();
const rows = doc.getMap('rows');
const given = [];
for await (const line of createInterface({ input: process.stdin })) given.push(JSON.parse(line));
doc.transact(() => {
  for (const { id, values } of given) rows.set(id, new Y.Map(Object.entries(values)));
});
const states = await openStates(file);
await states.store(name, Buffer.from(Y.encodeStateAsUpdate(doc)));
await states.close();
