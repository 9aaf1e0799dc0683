import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Folded, foldLedger } from '../../shared/documents/fold.ts';
import { type Ledger, openLedger } from '../../shared/documents/index.ts';
import { decodeSegment } from '../../shared/documents/segment.ts';
import { ledgerCommands, sealedIds, sealedRows } from './arbitraries.ts';
import { beginning, createReplica, everythingIn } from './replica.ts';

const keepAll = { binnedBefore: 0 };

/** The ledger's next generation, with every segment open; hashes are just numbers here. */
const rotate = (ledger: Ledger, segments: Map<string, Uint8Array>, options = keepAll): Ledger => {
  const folded = foldLedger(ledger, options);
  const hashes = [...folded.sealed].flatMap((sealed) => {
    if (sealed === null) return [];
    const hash = `sealed ${segments.size}`;
    segments.set(hash, sealed.bytes);
    return [hash];
  });
  return nextOf(ledger, folded, hashes, segments);
};

const nextOf = (
  ledger: Ledger,
  folded: Folded,
  hashes: readonly string[],
  segments: ReadonlyMap<string, Uint8Array>,
): Ledger => {
  const generation = (ledger.generation ?? 0) + 1;
  const next = openLedger(new Y.Doc());
  Y.applyUpdate(next.doc, folded.nextDocument(hashes, { generation, client: 1 }));
  for (const { hash } of next.segmentReferences())
    next.openSegment(hash, decodeSegment(segments.get(hash)!));
  return next;
};

const open = (rows: Parameters<typeof beginning>[0]) => {
  const { state, sealed } = beginning(rows);
  const replica = createReplica(10, state, sealed);
  replica.openSegment();
  const { hash } = replica.ledger.segmentReferences()[0]!;
  return { ...replica, segments: new Map([[hash, sealed]]), state, sealed };
};

describe('a rotation', () => {
  it('LEDGER-13: changes nothing that a reader sees, at whatever moment it comes', () => {
    fc.assert(
      fc.property(
        sealedRows,
        fc.array(fc.tuple(ledgerCommands, fc.boolean()), { maxLength: 8 }),
        (rows, steps) => {
          const { ledger, segments } = open(rows);
          let rotated = ledger;
          for (const [commands, rotates] of steps) {
            ledger.apply(commands, 'test');
            rotated.apply(commands, 'test');
            if (rotates) rotated = rotate(rotated, segments);
            expect(everythingIn(rotated)).toEqual(everythingIn(ledger));
          }
          const last = rotate(rotated, segments);
          expect(everythingIn(last)).toEqual(everythingIn(ledger));
          expect(last.missingSegments()).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('AGE-10: changes nothing that a reader sees, whatever is written while it is under way', () => {
    // Enough rows for a segment with a few edits to stay as it is.
    const filler = Array.from({ length: 48 }, (_, n) => ({
      id: `01JE${String(n).padStart(22, '0')}`,
      values: { name: `filler ${n}`, tags: ['a'] },
    }));
    fc.assert(
      fc.property(
        sealedRows,
        fc.array(fc.tuple(ledgerCommands, ledgerCommands, fc.nat(8), ledgerCommands), {
          minLength: 1,
          maxLength: 3,
        }),
        (rows, turns) => {
          const { ledger, segments } = open([...rows, ...filler]);
          let turning = ledger;
          const reference = open([...rows, ...filler]).ledger;
          for (const [before, during, steps, late] of turns) {
            for (const each of [reference, turning]) each.apply(before, 'test');
            const folded = foldLedger(turning, keepAll);
            const hashes: string[] = [];
            let step = 0;
            for (const sealed of folded.sealed) {
              if (step++ === steps)
                for (const each of [reference, turning]) each.apply(during, 'test');
              if (sealed === null) continue;
              hashes.push(`sealed ${segments.size}`);
              segments.set(hashes.at(-1)!, sealed.bytes);
            }
            for (const each of [reference, turning]) each.apply(late, 'test');
            if (step <= steps) for (const each of [reference, turning]) each.apply(during, 'test');
            turning = nextOf(turning, folded, hashes, segments);
            expect(everythingIn(turning)).toEqual(everythingIn(reference));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('AGE-11: leaves segments as they are in which little was edited, and joins small ones', () => {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        id: `01JE${String(from + n).padStart(22, '0')}`,
        values: { name: `row ${from + n}` },
      }));
    const { ledger, segments } = open(rows(0, 6_000));
    const table = 'customers';
    const edit = (n: number) => ({ row: rows(n, 1)[0]!.id, column: 'name', value: 'edited' });
    const cells = Array.from({ length: 300 }, (_, n) => edit(n * 20));
    ledger.apply([{ type: 'setCells', table, cells }], 'test');
    let turned = ledger;
    for (let round = 0; round < 3; round++) {
      turned.apply([{ type: 'addRows', table, rows: rows(10_000 + round * 100, 100) }], 'test');
      const before = everythingIn(turned);
      turned = rotate(turned, segments);
      expect(everythingIn(turned)).toEqual(before);
      const references = turned.segmentReferences().map(({ id, rows }) => [id, rows]);
      expect(references).toEqual([
        ['first', 6_000],
        [expect.any(String), 100 * (round + 1)],
      ]);
    }
    const more = Array.from({ length: 100 }, (_, n) => edit(n * 20 + 1));
    turned.apply([{ type: 'setCells', table, cells: more }], 'test');
    const last = rotate(turned, segments);
    expect(everythingIn(last)).toEqual(everythingIn(turned));
    expect(last.segmentReferences().map(({ id }) => id)).not.toContain('first');
    expect(last.doc.getMap(`cells:${table}`).size).toBe(0);
  });

  it('AGE-12: keeps a row that is taken out of the bin in the last moment', () => {
    const { ledger, segments } = open(sealedIds.map((id) => ({ id, values: { name: 'sealed' } })));
    const table = 'customers';
    ledger.apply([{ type: 'deleteRows', table, rows: [...sealedIds], at: 100 }], 'test');
    const folded = foldLedger(ledger, { binnedBefore: 101 });
    const hashes = [...folded.sealed].flatMap((sealed) => (sealed === null ? [] : ['none']));
    expect(hashes).toEqual([]);
    ledger.apply([{ type: 'restoreRows', table, rows: [sealedIds[1]] }], 'test');
    const next = nextOf(ledger, folded, hashes, segments);
    const seen = everythingIn(next)[table]!;
    expect(Object.keys(seen)).toEqual([sealedIds[1]]);
    expect(seen[sealedIds[1]]).toMatchObject({ listed: true, cells: { name: 'sealed' } });
  });

  it('LEDGER-14: lets every command that was not acknowledged land, or tells of it as missed', () => {
    fc.assert(
      fc.property(sealedRows, ledgerCommands, ledgerCommands, (rows, unacknowledged, others) => {
        const server = open(rows);
        const client = createReplica(20, server.state, server.sealed);
        client.openSegment();
        const { written } = client.ledger.apply(unacknowledged, 'mine');
        server.ledger.apply(others, 'others');
        const next = rotate(server.ledger, server.segments);
        const { misses } = next.apply(written, 'recovery');
        const missed = new Set(misses.map(({ table, row, column }) => `${table}/${row}/${column}`));
        const seen = everythingIn(next);
        const wanted = new Map(
          written.flatMap((command) =>
            command.type === 'setCells'
              ? command.cells.map(
                  (cell) => [`${command.table}/${cell.row}/${cell.column}`, cell] as const,
                )
              : [],
          ),
        );
        for (const command of written)
          if (command.type === 'addRows')
            for (const { id } of command.rows) expect(seen[command.table]).toHaveProperty(id);
        for (const [place, cell] of wanted) {
          const [table, row, column] = place.split('/') as [string, string, string];
          const found = seen[table]?.[row];
          if (missed.has(place) || found === undefined || Array.isArray(cell.value)) continue;
          const later = written.some(
            (command) =>
              command.type === 'setMembers' &&
              command.cells.some((write) => write.row === row && write.column === column),
          );
          if (!later) expect(found.cells[column]).toEqual(cell.value === '' ? null : cell.value);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('LEDGER-15: applied to the document that has them already, commands of the journal change nothing', () => {
    fc.assert(
      fc.property(sealedRows, ledgerCommands, (rows, commands) => {
        const { ledger, segments } = open(rows);
        const { written } = ledger.apply(
          commands.filter(({ type }) => type !== 'restoreRows' && type !== 'deleteRows'),
          'mine',
        );
        const next = rotate(ledger, segments);
        const before = everythingIn(next);
        next.apply(written.slice(-1), 'recovery');
        expect(everythingIn(next)).toEqual(before);
      }),
    );
  });

  it('LEDGER-16: leaves behind rows that were in the recycle bin for too long, edited or not', () => {
    const { ledger, segments } = open(sealedIds.map((id) => ({ id, values: { name: 'sealed' } })));
    const table = 'customers';
    ledger.apply([{ type: 'deleteRows', table, rows: [sealedIds[0]], at: 100 }], 'test');
    const kept = rotate(ledger, segments, { binnedBefore: 100 });
    expect(Object.keys(everythingIn(kept)[table]!)).toEqual([...sealedIds]);
    const gone = rotate(kept, segments, { binnedBefore: 101 });
    expect(Object.keys(everythingIn(gone)[table]!)).toEqual([sealedIds[1]]);
  });
});
