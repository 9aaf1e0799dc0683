import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { noteRoot, noteSeed } from '../../shared/documents/note.ts';
import { noteName } from '../../shared/protocol/documents.ts';
import { writeLine } from '../documents/support/noteWriting.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { type DataServer, shared, startData } from './server.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: DataServer;

beforeEach(async () => {
  folder = await temporaryFolder();
  data = await startData(folder.path);
});
afterEach(async () => {
  await data.close();
  await folder.remove();
});

const restart = async (): Promise<void> => {
  await data.close();
  data = await startData(folder.path);
};

const rowId = (number: number): string =>
  `01JD000000000000000000${String(number).padStart(4, '0')}`;

let client = 1_000;
/** Somebody writes a line at the end of a row's note. */
const write = async (row: string, text: string, ledger = shared): Promise<void> => {
  const live = await data.documents.open(noteName({ ledger, row }));
  const doc = new Y.Doc();
  doc.clientID = ++client;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live.doc));
  writeLine(doc, text);
  const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(live.doc));
  expect(live.receive(update, 'ada')).toMatchObject({ ok: true });
  await live.commits.settled();
};

const find = async (query: string, before: string | null = null, limit = 100) =>
  (await data.notes.find(shared, query, before, limit)).map(({ row, text }) => [row, text]);

describe('texts of notes', () => {
  test('NOTE-10 whatever was acknowledged is found, in any case and width, by any part of a word', async () => {
    await write(rowId(1), '客户要求延期付款');
    await write(rowId(2), 'Discount ＡＢＣ 50%_off');
    expect(await find('期付')).toEqual([[rowId(1), '客户要求延期付款']]);
    for (const query of ['abc', 'ＡＢＣ', 'DISCOUNT', '%_o'])
      expect((await find(query)).map(([row]) => row)).toEqual([rowId(2)]);
    expect(await find('_ff')).toEqual([]);
    await write(rowId(1), '第二行');
    expect(await find('第二')).toEqual([[rowId(1), '客户要求延期付款\n第二行']]);
    expect(await data.notes.find('another', '第二', null, 9)).toEqual([]);
  });

  test('NOTE-10 pages follow each other from the newest row on', async () => {
    for (let row = 1; row <= 5; row++) await write(rowId(row), `number ${row}`);
    const first = await find('number', null, 2);
    expect(first.map(([row]) => row)).toEqual([rowId(5), rowId(4)]);
    const second = await find('number', rowId(4), 2);
    expect(second.map(([row]) => row)).toEqual([rowId(3), rowId(2)]);
  });

  test('NOTE-11 what was committed before a crash is found after it, and no note is read twice', async () => {
    await write(rowId(1), 'told before');
    expect(await find('told')).toHaveLength(1);
    // The end comes between the commit and the text.
    await write(rowId(1), 'never told');
    await write(rowId(2), 'nor this');
    await data.notes.close();
    await restart();
    expect((await find('never'))[0]![1]).toBe('told before\nnever told');
    expect(await find('nor')).toHaveLength(1);
    expect(data.documents.all()).toHaveLength(0);
  });

  test('NOTE-11 texts are all read again when their file is gone', async () => {
    for (let row = 1; row <= 3; row++) await write(rowId(row), `kept ${row}`);
    await data.close();
    for (const end of ['', '-wal', '-shm'])
      await rm(join(folder.path, `projection.db${end}`), { force: true });
    data = await startData(folder.path);
    expect(await find('kept')).toHaveLength(3);
  });

  test('NOTE-12 where there is no room for texts they are found all the same, and stored when there is', async () => {
    await write(rowId(1), 'before');
    expect(await find('before')).toHaveLength(1);
    await data.fillProjection(true);
    const long = 'much '.repeat(20_000);
    await write(rowId(1), `${long} after`);
    await write(rowId(2), `${long} after`);
    expect((await find('after')).map(([row]) => row)).toEqual([rowId(2), rowId(1)]);
    expect((await find('after', rowId(2))).map(([row]) => row)).toEqual([rowId(1)]);
    await data.fillProjection(false);
    expect(await find('after')).toHaveLength(2);
    await restart();
    expect(await find('after')).toHaveLength(2);
  });

  test('NOTE-13 looking at a note stores nothing', async () => {
    const live = await data.documents.open(noteName({ ledger: shared, row: rowId(1) }));
    expect(Y.encodeStateAsUpdate(live.doc)).toEqual(noteSeed(1));
    expect(await data.storage.log.heads('note/')).toEqual([]);
    await write(rowId(1), 'first');
    expect(await data.storage.log.heads('note/')).toEqual([
      { document: noteName({ ledger: shared, row: rowId(1) }), generation: 1, seq: 1 },
    ]);
    await restart();
    expect(await find('first')).toHaveLength(1);
    const again = await data.documents.open(noteName({ ledger: shared, row: rowId(1) }));
    expect(again.doc.getMap('meta').toJSON()).toEqual({ generation: 1, format: 1 });
    expect(noteRoot(again.doc).length).toBe(2);
  });
});
