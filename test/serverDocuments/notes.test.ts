import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { storeSnapshot } from '../../server/documents/snapshots.ts';
import { noteText } from '../../shared/documents/noteText.ts';
import { writeLine } from '../documents/support/noteWriting.ts';
import { type DocumentsOnDisk, documentsOnDisk } from './support/documentsOnDisk.ts';

const name = 'note/shared/01JD00000000000000000000R1';

let server: DocumentsOnDisk;
beforeEach(async () => {
  server = await documentsOnDisk();
});
afterEach(() => server.remove());

const write = async (text: string): Promise<void> => {
  const live = await server.documents.open(name);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live.doc));
  writeLine(doc, text);
  live.receive(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(live.doc)), 'ada');
  await live.commits.settled();
};

const read = async (): Promise<string> => noteText((await server.documents.open(name)).doc);

describe('a note on the server', () => {
  test('NOTE-22 comes back from its snapshot and its log, with what was written in between', async () => {
    await write('first');
    await storeSnapshot(await server.documents.open(name), server.log);
    await write('second');
    server = await server.reopen();
    expect(await read()).toBe('first\nsecond');
    await write('third');
    server = await server.reopen();
    expect(await read()).toBe('first\nsecond\nthird');
  });

  test('NOTE-22 that could not be stored at first is as if nobody had written, and can be written then', async () => {
    server.log.failFor(name);
    await expect(write('lost')).rejects.toThrow();
    server.log.failFor();
    server.pass(60_000);
    expect(await read()).toBe('');
    await write('kept');
    server = await server.reopen();
    expect(await read()).toBe('kept');
  });

  test('NOTE-22 keeps its generation and all that is in it, whoever asks it to turn', async () => {
    await write('stays');
    await expect(server.documents.rotate(name)).rejects.toThrow('keep their generation');
    expect(await read()).toBe('stays');
  });
});
