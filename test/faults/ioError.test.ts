import 'fake-indexeddb/auto';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { startServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { signUp } from './support/draggers.ts';
import { note } from './support/scale.ts';
import { writeErrors } from './support/writeErrors.ts';

const people = 3;
const edits = 20;

test('FAULT-11 R4 while every write to disk fails, nothing is acknowledged, every screen says so, reading goes on, and nothing is lost when it works again', async ({
  skip,
  onTestFinished,
}) => {
  const errors = writeErrors();
  if (errors === null) {
    skip('only Linux has the prlimit with which this test makes writes fail');
    return;
  }
  const server = await startServer();
  onTestFinished(server.remove);
  const persons = await signUp(server.url, people);
  const open = async (who: number): Promise<Page> => {
    const page = await openPage({ origin: server.url }, persons[who]!);
    onTestFinished(page.close);
    return page;
  };
  const pages = await Promise.all(persons.map((_, who) => open(who)));
  const rows = pages.map((page, who) => page.add({ name: `Customer of ${who}` }));
  await Promise.all(pages.map((page) => page.saved()));
  const ask = (method: string, path: string, body?: object): Promise<Response> => {
    const { cookie, ledger } = persons[0]!;
    const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
    const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    return fetch(`${server.url}/api/ledgers/${ledger}${path}`, init);
  };
  const post = (): Promise<Response> =>
    ask('POST', '/tables/customers/rows', { rows: [{ values: { name: 'posted' } }] });
  const said = (page: Page): string => page.store.snapshot().saved.kind;

  errors.begin(server.pid);
  for (let n = 0; n < edits; n++)
    pages.forEach((page, who) => {
      page.write(rows[who]!, 'name', `Edit ${n} of ${who}`);
    });
  let saidSaved = 0;
  const watching = setInterval(() => {
    saidSaved += pages.filter((page) => said(page) === 'saved').length;
  }, 5);
  onTestFinished(() => clearInterval(watching));
  expect(pages.map(said)).not.toContain('saved');
  await until(() => pages.every((page) => said(page) === 'broken'));
  expect((await post()).status).toBe(503);
  const { rows: read } = (await untilRead(() =>
    ask('GET', '/tables/customers/rows?limit=1000'),
  )) as {
    rows: { values: { name: string } }[];
  };
  expect(read.map(({ values }) => values.name)).toContain('Customer of 0');
  expect(read.filter(({ values }) => /^Edit|posted/.test(values.name))).toEqual([]);
  expect((await ask('GET', '/events')).status).toBe(200);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(server.log()).toContain('SQLITE_IOERR');
  expect(saidSaved).toBe(0);
  clearInterval(watching);

  errors.end(server.pid);
  await Promise.all(pages.map((page) => page.saved()));
  expect((await post()).status).toBe(201);

  await server.kill9();
  await server.start();
  const late = await open(0);
  const wanted = rows.map((_, who) => `Edit ${edits - 1} of ${who}`);
  expect(rows.map((row) => late.cell(row, 'name'))).toEqual(wanted);
  expect(late.names().filter((name) => name === 'posted')).toHaveLength(1);
  note({
    id: 'R4',
    done: `every write failed while ${people} people made ${people * edits} edits`,
    found: '0 acknowledged, "not saved" on every screen, 0 lost',
    seed: null,
    met: true,
  });
});

/** A ledger that broke is left alone for a moment, and whoever asks is told so. */
const untilRead = async (ask: () => Promise<Response>): Promise<unknown> => {
  for (;;) {
    const answer = await ask();
    if (answer.ok) return await answer.json();
    expect(answer.status).toBe(503);
    await setTimeout(50);
  }
};
