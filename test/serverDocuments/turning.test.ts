import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { LiveDocument } from '../../server/documents/index.ts';
import { until } from '../sync/support/until.ts';
import { type DocumentsOnDisk, documentsOnDisk } from './support/documentsOnDisk.ts';

let disk: DocumentsOnDisk;
beforeEach(async () => {
  disk = await documentsOnDisk();
});
afterEach(() => disk.remove());

const name = 'ledger/L1';
const row = '01HZZZZZZZZZZZZZZZZZZZZZZZ';
const rowId = (n: number): string => `01J${String(n).padStart(23, '0')}`;
const longText = 'x'.repeat(9_000);

const contentOf = ({ content }: LiveDocument): unknown => {
  const table = content.ledger!.table('t');
  return Array.from({ length: table.size }, (_, n) => [
    table.rowId(n),
    table.isListed(n),
    table.columns().flatMap((column) => {
      const value = table.cell(n, column);
      return value === null ? [] : [[column, value]];
    }),
  ]);
};

/** Half a letter has no UTF-8: it becomes U+FFFD when it is sealed. */
const wellFormed = (value: unknown): string =>
  new TextDecoder().decode(
    new TextEncoder().encode(JSON.stringify(value).replaceAll('\\ud83d', '\ud83d')),
  );

/** As any program with the right to write could bring it. */
const bring = async (map: string, key: string, value: unknown): Promise<LiveDocument> => {
  const live = await disk.documents.open(name);
  const doc = new Y.Doc();
  doc.getMap('rows:t').set(row, { name: 'Wang Fang' });
  doc.getMap(map).set(key, value);
  live.receive(Y.encodeStateAsUpdate(doc), 'ada');
  await live.commits.settled();
  return live;
};

describe('a ledger that turns', () => {
  test.each<[string, string, string, unknown]>([
    ['a column called as the ids are', 'rows:t', row, { $id: 'x', name: 'Wang Fang' }],
    ['an unknown system column', 'cells:t', `${row}/$other`, 'x'],
    ['columns without a proper name', 'rows:t', row, { '': 1, 'a/b': 2, toString: 3, name: 'W' }],
    ['a cell of no column', 'cells:t', `${row}/__proto__`, 'x'],
    ['rows without a proper id', 'rows:t', 'not a row', { name: 'x' }],
    ['half a letter', 'rows:t', row, { name: 'x', note: '😀'.slice(0, 1) }],
    ['half a letter for a column', 'cells:t', `${row}/\ud800`, 'x'],
    ['a cell of a row that is none', 'cells:t', 'nobody/name', 'x'],
    ['an odd state of a layer', 'layers', 'x/state', { by: 1 }],
  ])(
    'GEN-6 can be read afterwards, and reads the same, whatever was written: %s',
    async (_, map, key, value) => {
      const before = contentOf(await bring(map, key, value));
      await disk.documents.rotate(name);
      disk = await disk.reopen();
      const live = await disk.documents.open(name);
      expect(live.generation).toBe(2);
      expect(wellFormed(contentOf(live))).toEqual(wellFormed(before));
    },
  );

  test('AGE-16 that is asked to stop while it seals stays as it is, and does not keep the server', async () => {
    const live = await disk.documents.open(name);
    const rows = Array.from({ length: 40_000 }, (_, n) => ({ id: rowId(n), values: { name: n } }));
    live.write({ by: null }, () =>
      live.content.ledger!.apply([{ type: 'addRows', table: 't', rows }], null),
    );
    const turned = disk.documents.rotate(name);
    const failed = expect(turned).rejects.toThrow('the server stops');
    await disk.documents.close();
    await failed;
    disk = await disk.reopen();
    const again = await disk.documents.open(name);
    expect([again.generation, again.content.ledger!.table('t').size]).toEqual([1, rows.length]);
  });

  test('GEN-7 stays as it is when its next generation could not be read', async () => {
    const live = await bring('cells:t', `${row}/note`, 'x');
    const before = contentOf(live);
    // What only a fault of ours could bring.
    const table = live.content.ledger!.table('t');
    vi.spyOn(table, 'rowId').mockReturnValue('no id');
    await expect(disk.documents.rotate(name)).rejects.toThrow('not a row id');
    vi.restoreAllMocks();
    const still = await disk.documents.open(name);
    expect(still.generation).toBe(1);
    expect(contentOf(still)).toEqual(before);
  });

  test('GEN-8 that cannot be stored does not keep others from turning', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await disk.remove();
      disk = await documentsOnDisk();
      const ledgers = ['L1', 'L2'];
      for (const ledger of ledgers) {
        const live = await disk.documents.open(`ledger/${ledger}`);
        for (let i = 0; i < 1_010; i++)
          live.write({ by: null }, () =>
            live.content.ledger!.apply(
              [
                {
                  type: 'setCells',
                  table: 't',
                  cells: [{ row: rowId(i), column: 'note', value: longText }],
                },
              ],
              null,
            ),
          );
        await live.commits.settled();
      }
      disk.watch(() => true);
      disk.log.failFor(name);
      disk.pass(10 * 60_000 + 1);
      vi.advanceTimersByTime(30_000);
      await until(() => disk.documents.find('ledger/L2')?.generation === 2);
      disk.log.failFor();
    } finally {
      vi.useRealTimers();
    }
  });
});
