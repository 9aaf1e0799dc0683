import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planMove } from '../../client/board/moves.ts';
import { removeStage } from '../../client/board/stageRemoval.ts';
import type { Board } from '../../client/store/store.ts';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { startServer, type TestServer } from '../clientSync/support/server.ts';
import { until } from '../sync/support/until.ts';

let server: TestServer;
let ada: Page;
let bob: Page;
let boards: Map<Page, Board>;

beforeEach(async () => {
  server = await startServer();
  ada = await openPage(server, server.owner);
  bob = await openPage(server, await server.addPerson('Bob'));
  const query = { table: 'deals', column: 'stage', filter: null, sum: 'amount' };
  boards = new Map([ada, bob].map((page) => [page, page.store.openBoard(query)]));
});
afterEach(async () => {
  ada.close();
  bob.close();
  await server.end();
});

const lanes = (page: Page): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...boards.get(page)!.snapshot().lanes].flatMap(([lane, { rows }]) =>
      rows.length === 0
        ? []
        : [[lane, Array.from(rows, (row) => page.store.table('deals').rowId(row))]],
    ),
  );
const move = (page: Page, rows: readonly string[], to: string, before: string | null): void => {
  page.store.dispatch(planMove(page.store, boards.get(page)!, { rows, to, before }));
};
const addDeals = (page: Page, count: number): readonly string[] => {
  const rows = Array.from({ length: count }, () => ({
    id: page.store.newRowId(),
    values: { stage: 'contact', amount: 1 },
  }));
  page.store.dispatch({ commands: [{ type: 'addRows', table: 'deals', rows }] });
  return rows.map(({ id }) => id);
};
const same = (): boolean => JSON.stringify(lanes(ada)) === JSON.stringify(lanes(bob));

test('BOARD-28: undoing a move puts the card back in its lane and place, as one step', async () => {
  const [one, two, three] = addDeals(ada, 3) as [string, string, string];
  const before = lanes(ada);
  move(ada, [three], 'won', null);
  move(ada, [two], 'won', three);
  expect(lanes(ada)).toEqual({ contact: [one], won: [two, three] });
  await until(same);
  expect(ada.store.undo()).toMatchObject({ done: 2, misses: [] });
  expect(ada.store.undo()).toMatchObject({ done: 2, misses: [] });
  expect(lanes(ada)).toEqual(before);
  ada.store.redo();
  expect(lanes(ada)).toEqual({ contact: [one, two], won: [three] });
  await until(same);
});

test('BOARD-28: a card that somebody moved since stays where it is, and undo says so', async () => {
  const [one, two] = addDeals(ada, 2) as [string, string];
  await until(() => lanes(bob).contact?.length === 2);
  move(ada, [one], 'won', null);
  await until(same);
  move(bob, [one], 'lost', null);
  await until(same);
  const undone = ada.store.undo();
  expect(undone?.done).toBe(0);
  expect(undone?.misses.map(({ row, column }) => [row, column]).sort()).toEqual([
    [one, '$boardOrder'],
    [one, 'stage'],
  ]);
  expect(lanes(ada)).toEqual({ contact: [two], lost: [one] });
});

test('BOARD-29: a stage with hundreds of deals is emptied and removed in one step, on every screen', async () => {
  const ids = addDeals(ada, 400);
  await until(() => lanes(bob).contact?.length === 400);
  const contact = ada.store.workspace.option('deals', 'stage', 'contact')!;
  const { misses } = ada.store.dispatch(removeStage(ada.store, contact, 'needs', 5));
  expect(misses).toEqual([]);
  expect(lanes(ada)).toEqual({ needs: ids });
  await until(() => same() && !boards.get(bob)!.snapshot().lanes.has('contact'));
  expect(boards.get(bob)!.snapshot().lanes.get('needs')?.sum).toBe(400);
  ada.store.undo();
  expect(lanes(ada)).toEqual({ contact: ids });
  await until(() => same() && boards.get(bob)!.snapshot().lanes.has('contact'));
});
