import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { retiredClients } from '../../server/documents/retiredClients.ts';

const client = fc.integer({ min: 1, max: 2 ** 32 - 1 });

test('AGE-15 every client id of every closed generation is known again, and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(client)), fc.array(client), (generations, others) => {
      const vectors = generations.map((ids) => {
        const doc = new Y.Doc();
        for (const id of ids) {
          doc.clientID = id;
          doc.getMap('m').set(String(id), 1);
        }
        return Y.encodeStateVector(doc);
      });
      const retired = retiredClients(vectors);
      const known = new Set(generations.flat());
      for (const id of [...known, ...others]) expect(retired.has(id)).toBe(known.has(id));
    }),
    { numRuns: 50 },
  );
});
