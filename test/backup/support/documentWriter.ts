import * as Y from 'yjs';
import type { SqliteStorage } from '../../../server/storage/sqlite/index.ts';

/** Writes a document into a log as the server does, each entry when the one before is on disk. */
export interface DocumentWriter {
  readonly name: string;
  readonly doc: Y.Doc;
  write(key: string, value: unknown): Promise<void>;
  snapshot(): Promise<void>;
  /** Begins the next generation, with all that is there. */
  turn(): Promise<void>;
}

export const documentWriter = async (
  { log }: Pick<SqliteStorage, 'log'>,
  name: string,
  map = 'cells:customers',
): Promise<DocumentWriter> => {
  const doc = new Y.Doc();
  let generation = 1;
  let seq = 1;
  doc.getMap('meta').set('generation', generation);
  const begin = (finalStateVector: Uint8Array | null): Promise<void> =>
    log.startGeneration(name, {
      generation,
      finalStateVector,
      state: Y.encodeStateAsUpdate(doc),
      at: Date.now(),
    });
  await begin(null);
  return {
    name,
    doc,
    write: async (key, value) => {
      const before = Y.encodeStateVector(doc);
      doc.getMap(map).set(key, value);
      const update = Y.encodeStateAsUpdate(doc, before);
      const entry = { document: name, generation, seq: ++seq, update, at: Date.now(), by: null };
      const changes = [{ table: 'customers', row: key, column: 'note', before: null, after: null }];
      const event = { changes, conflicts: [], layer: null };
      await log.append({ ...entry, clients: [], event });
    },
    snapshot: () => log.snapshot(name, generation, seq, Y.encodeStateAsUpdate(doc)),
    turn: async () => {
      const vector = Y.encodeStateVector(doc);
      generation++;
      seq = 1;
      doc.getMap('meta').set('generation', generation);
      await begin(vector);
    },
  };
};
