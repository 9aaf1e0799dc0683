import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { inspectNoteUpdate } from '../../shared/documents/inspectNote.ts';
import { noteRoot, noteSeed } from '../../shared/documents/note.ts';
import { lexicalNote } from './support/lexicalNote.ts';
import { actOn, noteAction } from './support/noteActions.ts';
import { docOf, expectWhole, notePolicy, openNoteServer } from './support/noteServer.ts';

const seed = noteSeed(1);

/** All that a reader finds. */
const contentOf = (content: unknown): unknown => {
  if (content instanceof Y.XmlText)
    return [
      content.getAttributes(),
      content.toDelta().map(({ insert }: { insert: unknown }) => contentOf(insert)),
    ];
  if (content instanceof Y.XmlElement) return content.getAttributes();
  if (content instanceof Y.Map) return content.toJSON();
  return content;
};

const people = [3, 101, 520] as const;
const who = fc.nat(people.length - 1);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('act' as const), who, action: noteAction }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sendLive' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sendOneByOne' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sendAll' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('receive' as const), who }) },
);

describe('the check of updates to notes', () => {
  test('NOTE-2 what real editors send is never refused, however they were offline, and all come to the same', () => {
    let sent = 0;
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 5, maxLength: 80, size: 'max' }),
        fc.boolean(),
        (steps, collects) => {
          const server = openNoteServer();
          const replicas = people.map((client) => {
            const doc = docOf(client);
            doc.gc = collects;
            const note = lexicalNote(doc);
            Y.applyUpdate(doc, seed, 'server');
            note.settle();
            return note;
          });
          const unsent: Uint8Array[][] = people.map(() => []);
          replicas.forEach(({ doc }, index) => {
            doc.on('update', (update: Uint8Array, origin: unknown) => {
              if (origin !== 'server') unsent[index]!.push(update);
            });
          });
          const deliver = (update: Uint8Array): boolean => {
            const before = Y.encodeStateAsUpdate(server);
            const inspection = inspectNoteUpdate(server, update, notePolicy);
            expect(inspection).toMatchObject({ ok: true });
            Y.applyUpdate(server, update);
            expectWhole(server);
            sent++;
            const isSame = Buffer.compare(before, Y.encodeStateAsUpdate(server)) === 0;
            if (inspection.ok) expect(inspection.brings === 'nothing').toBe(isSame);
            return isSame;
          };
          const receive = (index: number): void => {
            const { doc } = replicas[index]!;
            const update = Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc));
            Y.applyUpdate(doc, update, 'server');
            replicas[index]!.settle();
          };
          for (const action of steps) {
            const { doc } = replicas[action.who]!;
            const waiting = unsent[action.who]!;
            if (action.do === 'act') actOn(replicas[action.who]!, action.action);
            else if (action.do === 'receive') receive(action.who);
            else {
              const updates = waiting.splice(0);
              if (action.do === 'sendAll') deliver(Y.encodeStateAsUpdate(doc));
              else if (action.do === 'send')
                deliver(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)));
              else if (action.do === 'sendOneByOne') updates.forEach(deliver);
              else if (updates.length > 0) deliver(Y.mergeUpdates(updates));
            }
          }
          // Editors mend what came from others, and that has to go round too.
          let quietRounds = 0;
          for (let round = 0; round < 20 && quietRounds < 2; round++) {
            let isQuiet = true;
            for (const [index, { doc }] of replicas.entries()) {
              const news = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
              isQuiet = deliver(news) && isQuiet;
              receive(index);
            }
            quietRounds = isQuiet ? quietRounds + 1 : 0;
          }
          expect(quietRounds).toBe(2);
          for (const { doc } of replicas)
            expect(contentOf(noteRoot(doc))).toEqual(contentOf(noteRoot(server)));
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 100) },
    );
    expect(sent).toBeGreaterThan(1_000);
  });
});
