import { afterEach, expect, test } from 'vitest';
import { type BoardTable, boardTable, idOf, shownIn } from './boardTable.ts';

let open: BoardTable[] = [];
const makeTable = (clock?: () => number): BoardTable => {
  const made = boardTable(undefined, clock);
  open.push(made);
  return made;
};
afterEach(() => {
  for (const made of open) made.close();
  open = [];
});

test('BOARD-1: every row in use stands in the lane of its option, in the order of board key or id', () => {
  const { add, openBoard } = makeTable();
  add(idOf(1), { stage: 'contact', $boardOrder: 'Z' });
  add(idOf(2), { stage: 'contact' });
  add(idOf(3), { stage: 'contact', $boardOrder: 'A' });
  add(idOf(4), { stage: 'won' });
  const board = openBoard();
  expect(shownIn(board)).toEqual({
    contact: [idOf(2), idOf(3), idOf(1)],
    won: [idOf(4)],
  });
  expect([...board.snapshot().lanes.keys()]).toEqual([
    'contact',
    'needs',
    'proposal',
    'negotiation',
    'approval',
    'won',
    'lost',
    '',
  ]);
});

test('BOARD-1: equal board keys stand in the order of ids, and what is no key counts for none', () => {
  const { add, openBoard } = makeTable();
  add(idOf(2), { stage: 'won', $boardOrder: 'V' });
  add(idOf(1), { stage: 'won', $boardOrder: 'V' });
  add(idOf(4), { stage: 'won', $boardOrder: 'nonsense' });
  add(idOf(3), { stage: 'won', $boardOrder: 7 });
  expect(shownIn(openBoard())).toEqual({ won: [idOf(3), idOf(4), idOf(1), idOf(2)] });
});

test('BOARD-2: no row vanishes: without an option, with a deleted one, with unread text', () => {
  const { add, openBoard, workspace } = makeTable();
  add(idOf(1));
  add(idOf(2), { stage: 'no such option' });
  add(idOf(3), { stage: { unread: '快签了' } });
  add(idOf(4), { stage: 'needs' });
  const board = openBoard();
  expect(shownIn(board)).toEqual({ '': [1, 2, 3].map(idOf), needs: [idOf(4)] });
  const needs = { type: 'setRecord', collection: 'options', id: 'deals/stage/needs' } as const;
  workspace.apply([{ ...needs, properties: { deletedAt: 5 } }], null);
  expect(shownIn(board)).toEqual({ '': [1, 2, 3, 4].map(idOf) });
  workspace.apply([{ ...needs, properties: { deletedAt: null } }], null);
  expect(shownIn(board)).toEqual({ '': [1, 2, 3].map(idOf), needs: [idOf(4)] });
});

test('BOARD-3: a change is on the board in the turn in which it happens, and only its lanes are new', () => {
  const { add, write, openBoard, deleteRow, restoreRow } = makeTable();
  for (const number of [1, 2, 3])
    add(idOf(number), { stage: number === 3 ? 'won' : 'contact', amount: number });
  const board = openBoard();
  let told = 0;
  board.subscribe(() => told++);
  const before = board.snapshot().lanes;

  write(idOf(1), 'stage', 'needs');
  expect(told).toBe(1);
  expect(shownIn(board)).toEqual({ contact: [idOf(2)], needs: [idOf(1)], won: [idOf(3)] });
  const after = board.snapshot().lanes;
  expect(after.get('contact')).not.toBe(before.get('contact'));
  expect(after.get('needs')).not.toBe(before.get('needs'));
  expect(after.get('won')).toBe(before.get('won'));
  expect(after.get('lost')).toBe(before.get('lost'));

  write(idOf(1), 'note', 'of no consequence');
  expect(board.snapshot().lanes).toBe(after);
  expect(told).toBe(1);

  deleteRow(idOf(1));
  expect(shownIn(board)).toEqual({ contact: [idOf(2)], won: [idOf(3)] });
  restoreRow(idOf(1));
  expect(shownIn(board)).toEqual({ contact: [idOf(2)], needs: [idOf(1)], won: [idOf(3)] });
  add(idOf(4), { stage: 'needs', $boardOrder: '0' });
  expect(shownIn(board).needs).toEqual([idOf(4), idOf(1)]);
  write(idOf(1), '$boardOrder', '00G');
  expect(shownIn(board).needs).toEqual([idOf(4), idOf(1)]);
  write(idOf(1), '$boardOrder', '00');
  expect(shownIn(board).needs).toEqual([idOf(4), idOf(1)]);
  write(idOf(4), '$boardOrder', '0G');
  expect(shownIn(board).needs).toEqual([idOf(1), idOf(4)]);
});

test('BOARD-4: a lane adds up the numbers of its rows, to the digit', () => {
  const { add, write, openBoard, deleteRow } = makeTable();
  for (const number of [1, 2, 3]) add(idOf(number), { stage: 'won', amount: number / 10 });
  add(idOf(4), { stage: 'won', amount: { unread: '约三万' } });
  const board = openBoard();
  const sum = (lane: string) => board.snapshot().lanes.get(lane)?.sum;
  expect(sum('won')).toBe(0.1 + 0.2 + 0.3);
  write(idOf(2), 'amount', 1000);
  deleteRow(idOf(1));
  write(idOf(3), 'stage', 'lost');
  expect([sum('won'), sum('lost')]).toEqual([1000, 0.3]);
  write(idOf(2), 'amount', null);
  expect(sum('won')).toBe(0);
});

test('BOARD-5: rows come and go as the filter has it', () => {
  const { add, write, openBoard } = makeTable();
  for (const number of [1, 2, 3]) add(idOf(number), { stage: 'won', amount: number * 100 });
  const board = openBoard({ filter: { column: 'amount', operator: 'atLeast', number: 200 } });
  expect(shownIn(board)).toEqual({ won: [2, 3].map(idOf) });
  write(idOf(1), 'amount', 500);
  write(idOf(3), 'amount', 0);
  expect(shownIn(board)).toEqual({ won: [1, 2].map(idOf) });
  board.update({ table: 'deals', column: 'stage', filter: null, sum: 'amount' });
  expect(shownIn(board)).toEqual({ won: [1, 2, 3].map(idOf) });
});

test('BOARD-6: a board of many rows is set up in slices, and meanwhile follows what happens', async () => {
  const { addMany, write, openBoard, settled } = makeTable(() => performance.now());
  addMany(40_000, (number) => ({ stage: number % 2 === 0 ? 'contact' : 'needs' }));
  const board = openBoard();
  expect(board.snapshot()).toMatchObject({ busy: true });
  write(idOf(0), 'stage', 'won');
  write(idOf(39_999), '$boardOrder', '0');
  await settled(board);
  expect(shownIn(board).won).toEqual([idOf(0)]);
  expect(shownIn(board).needs?.[0]).toBe(idOf(39_999));
  expect(shownIn(board).contact).toHaveLength(19_999);

  // A new filter: what is shown until it is there still takes part.
  board.update({
    table: 'deals',
    column: 'stage',
    filter: { column: 'name', operator: 'isEmpty' },
    sum: null,
  });
  expect(board.snapshot().busy).toBe(true);
  write(idOf(2), 'stage', 'won');
  expect(shownIn(board).won).toEqual([idOf(0), idOf(2)]);
  await settled(board);
  expect(shownIn(board).won).toEqual([idOf(0), idOf(2)]);
});

test('BOARD-7: a ledger that closes takes its cards along', () => {
  const { add, openBoard, closeLedger } = makeTable();
  add(idOf(1), { stage: 'won' });
  const board = openBoard();
  closeLedger();
  expect(shownIn(board)).toEqual({});
});
