import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { planMove } from '../../client/board/moves.ts';
import type { Board } from '../../client/store/store.ts';
import type { CellWrite } from '../../shared/model/index.ts';
import { seededRandom } from '../../shared/sample/index.ts';
import { type BoardTable, boardTable, idOf, shownIn } from '../store/boardTable.ts';

const lanes = ['contact', 'needs', 'won', ''];
const count = 8;

interface Replica extends BoardTable {
  readonly board: Board;
  move(rows: readonly number[], to: string, before: number | null): readonly CellWrite[];
}

const replica = (client: number, seed = client): Replica => {
  const doc = new Y.Doc();
  doc.clientID = client;
  const at = boardTable(doc);
  const board = at.openBoard();
  const random = seededRandom(seed);
  return {
    ...at,
    board,
    move: (rows, to, before) => {
      const place = { rows: rows.map(idOf), to, before: before === null ? null : idOf(before) };
      const { commands } = planMove({ table: () => at.table }, board, place, random);
      at.apply(...commands);
      return commands.flatMap((command) => (command.type === 'setCells' ? command.cells : []));
    },
  };
};

/** Keys that a replica may find: none, ordinary, equal, without room between, no keys at all. */
const foundKey = fc.constantFrom(
  null,
  null,
  'V',
  'V',
  'V0',
  'V00',
  'V1',
  '0',
  '00',
  'A',
  'Z',
  'zzz',
  '',
);
const begin = fc.array(fc.tuple(fc.constantFrom(...lanes), foundKey), {
  minLength: count,
  maxLength: count,
});
const move = fc.record({
  who: fc.nat(2),
  rows: fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 3 }),
  to: fc.constantFrom(...lanes),
  before: fc.option(fc.nat(count - 1)),
});

const fill = (
  one: Replica,
  rows: readonly (readonly [string, string | null])[],
  isOwn: (number: number) => boolean = () => true,
): void => {
  for (const [number, [stage, key]] of rows.entries())
    if (isOwn(number))
      one.add(idOf(number), { stage: stage === '' ? null : stage, $boardOrder: key });
};

const everyRow = (board: Board): readonly string[] => Object.values(shownIn(board)).flat().sort();
const all = Array.from({ length: count }, (_, number) => idOf(number));

describe('a move', () => {
  it('BOARD-8: puts rows exactly in front of the one that it names, in the order that they had', () => {
    fc.assert(
      fc.property(begin, fc.array(move, { maxLength: 6 }), (rows, moves) => {
        const one = replica(1);
        fill(one, rows);
        for (const { rows: moved, to, before } of moves) {
          const was = shownIn(one.board);
          one.move(moved, to, before);
          const ids = new Set(moved.map(idOf));
          const inOrder = [...one.board.snapshot().lanes.keys()]
            .flatMap((lane) => was[lane] ?? [])
            .filter((id) => ids.has(id));
          const rest = (was[to] ?? []).filter((id) => !ids.has(id));
          const lane = was[to] ?? [];
          // In front of a card that moves along is in front of the next one that stays.
          const from = before === null ? -1 : lane.indexOf(idOf(before));
          const anchor = from < 0 ? undefined : lane.slice(from).find((id) => !ids.has(id));
          const at = anchor === undefined ? rest.length : rest.indexOf(anchor);
          const expected = [...rest.slice(0, at), ...inOrder, ...rest.slice(at)];
          expect(shownIn(one.board)[to]).toEqual(expected);
          for (const other of lanes)
            if (other !== to)
              expect(shownIn(one.board)[other] ?? []).toEqual(
                (was[other] ?? []).filter((id) => !ids.has(id)),
              );
        }
        expect(everyRow(one.board)).toEqual(all);
        one.close();
      }),
    );
  });

  it('BOARD-9: writes the place of the moved row only, where there is room', () => {
    const one = replica(1);
    for (const number of [0, 1, 2, 3]) one.add(idOf(number), { stage: 'contact' });
    expect(one.move([3], 'contact', 1)).toMatchObject([{ row: idOf(3), column: '$boardOrder' }]);
    expect(one.move([0], 'won', null)).toMatchObject([
      { row: idOf(0), column: 'stage', value: 'won' },
      { row: idOf(0), column: '$boardOrder' },
    ]);
    expect(one.move([0], 'won', null)).toEqual([]);
    expect(one.move([3, 1], 'contact', 2)).toEqual([]);
    one.close();
  });

  it('BOARD-9: moves the fewer of those that stand on one key out of the way', () => {
    const one = replica(1);
    for (const number of [0, 1, 2, 3, 4]) one.add(idOf(number), { stage: 'won', $boardOrder: 'V' });
    one.add(idOf(5), { stage: 'won' });
    const written = (cells: readonly CellWrite[]) => cells.map(({ row }) => row);
    expect(written(one.move([5], 'won', 4))).toEqual([idOf(5), idOf(4)]);
    expect(shownIn(one.board).won).toEqual([0, 1, 2, 3, 5, 4].map(idOf));
    expect(written(one.move([5], 'won', 1))).toEqual([idOf(0), idOf(5)]);
    expect(shownIn(one.board).won).toEqual([0, 5, 1, 2, 3, 4].map(idOf));
    one.close();
  });

  it('BOARD-10: leaves what cannot be read in its cell, when the card only moves within its lane', () => {
    const one = replica(1);
    one.add(idOf(0), { stage: { unread: '快签了' } });
    one.add(idOf(1));
    one.move([1], '', 0);
    one.move([0], '', 1);
    expect(shownIn(one.board)).toEqual({ '': [idOf(0), idOf(1)] });
    expect(one.table.cell(one.table.rowOf(idOf(0))!, 'stage')).toEqual({ unread: '快签了' });
    one.close();
  });

  it('BOARD-11: gives rows that move together keys of a few characters', () => {
    const one = replica(1);
    const rows = Array.from({ length: 400 }, (_, number) => number);
    for (const number of rows) one.add(idOf(number), { stage: 'contact' });
    one.move(rows, 'won', null);
    expect(shownIn(one.board)).toEqual({ won: rows.map(idOf) });
    for (const row of one.board.snapshot().lanes.get('won')!.rows)
      expect(String(one.table.cell(row, '$boardOrder')).length).toBeLessThan(12);
    one.close();
  });
});

describe('several people', () => {
  it('BOARD-12: see the same lanes in the same order, each row in exactly one, however their moves arrive', () => {
    fc.assert(
      fc.property(
        begin,
        fc.array(move, { maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 6 }),
        fc.nat(),
        (rows, moves, talks, seed) => {
          const people = [1, 2, 3].map((client) => replica(client, seed + client));
          // Each has made some of the rows, so that nobody has them under the numbers of another.
          for (const [number, person] of people.entries())
            fill(person, rows, (row) => row % people.length === number);
          const doc = (of: Replica): Y.Doc => of.ledger.doc;
          const tell = (from: number, to: number): void => {
            if (from !== to)
              Y.applyUpdate(
                doc(people[to]!),
                Y.encodeStateAsUpdate(doc(people[from]!), Y.encodeStateVector(doc(people[to]!))),
              );
          };
          for (const from of [0, 1, 2]) for (const to of [2, 1, 0]) tell(from, to);
          for (const from of [0, 1]) tell(from, 2 - from);
          moves.forEach(({ who, rows: moved, to, before }, index) => {
            people[who]!.move(moved, to, before);
            const talk = talks[index];
            if (talk !== undefined) tell(...talk);
          });
          const orders = [
            [0, 1, 2],
            [2, 0, 1],
            [1, 2, 0],
          ];
          for (const _ of orders)
            orders.forEach((order, to) => {
              for (const from of order) tell(from, to);
            });
          const [first, ...others] = people.map(({ board }) => shownIn(board));
          for (const other of others) expect(other).toEqual(first);
          expect(everyRow(people[0]!.board)).toEqual(all);
          for (const one of people) {
            // What followed every change is what a board shows that is set up now.
            expect(shownIn(one.openBoard())).toEqual(first);
            one.close();
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    [1, 2],
    [2, 1],
  ])('BOARD-13: who drag two cards at once both have their way (%i, %i)', (first, second) => {
    const [ada, bob] = [replica(first), replica(second)] as const;
    fill(
      ada,
      Array.from({ length: count }, () => ['contact', null]),
    );
    const swap = (): void => {
      const [one, other] = [ada, bob].map(({ ledger }) => Y.encodeStateAsUpdate(ledger.doc));
      Y.applyUpdate(ada.ledger.doc, other!);
      Y.applyUpdate(bob.ledger.doc, one!);
    };
    swap();
    ada.move([1], 'won', null);
    bob.move([2], 'won', null);
    // Meanwhile one puts a card elsewhere in its lane that the other takes to another.
    ada.move([3], 'contact', 0);
    bob.move([3], 'needs', null);
    // And both take one card to two places: one of them has it, whole.
    ada.move([4], 'lost', null);
    bob.move([4], 'proposal', null);
    swap();
    const lanes = shownIn(ada.board);
    expect(lanes).toEqual(shownIn(bob.board));
    expect([...lanes.won!].sort()).toEqual([1, 2].map(idOf));
    expect(lanes.needs).toEqual([idOf(3)]);
    expect([lanes.lost, lanes.proposal]).toEqual(
      first > second ? [[idOf(4)], undefined] : [undefined, [idOf(4)]],
    );
    for (const one of [ada, bob]) one.close();
  });
});
