import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeSegment } from '../../shared/documents/segment.ts';
import { seededRandom } from '../../shared/sample/index.ts';
import { type Member, startServer, type TestServer } from './support/startServer.ts';
import { type SyncClient, syncClient } from './support/syncClient.ts';

const table = 'customers';
const writers = 5;
const lasting = 3_000;
const turnEvery = 400;
const rowIds = Array.from({ length: 40 }, (_, n) => `01J${String(n).padStart(23, '0')}`);

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

interface Command {
  readonly id: string;
  readonly client: number;
  readonly clock: number;
  readonly row: string;
  readonly was: string | null;
  readonly value: string;
}

/** Somebody who writes, keeps a journal of what is not acknowledged, and recovers it as our client does. */
const createWriter = (member: Member, name: string, random: () => number) => {
  let client = syncClient(server, member, server.document);
  let journal: Command[] = [];
  let count = 0;
  const acknowledged = new Set<string>();

  const clear = (isKnown: (command: Command) => boolean): void => {
    for (const command of journal) if (isKnown(command)) acknowledged.add(command.value);
    journal = journal.filter((command) => !isKnown(command));
  };
  const clearStored = (old: SyncClient): void =>
    clear((command) => command.client === old.doc.clientID && command.clock <= old.stored);

  const recover = async (): Promise<void> => {
    const old = client;
    // It may turn once more while somebody comes back.
    expect(['generation', 'broken']).toContain(old.endings[0]);
    clearStored(old);
    old.destroy();
    const entries = journal.map(({ id, client: by, clock, row, was, value }) => ({
      id,
      client: by,
      clock,
      commands: [
        { type: 'setCells' as const, table, cells: [{ row, column: 'note', value, was }] },
      ],
    }));
    const body = { document: server.document, generation: old.ledger.generation, entries };
    const { outcomes } = await server.recover(body, member.actor);
    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('refused');
    clear(() => true);
    client = syncClient(server, member, server.document);
  };

  const write = (): void => {
    const row = rowIds[Math.floor(random() * rowIds.length)]!;
    const rows = client.ledger.table(table);
    const known = rows.rowOf(row);
    if (known === undefined) throw new Error(`${row} is missing`);
    const was = rows.cell(known, 'note') as string | null;
    const value = `${name} ${count++}`;
    client.set(row, value);
    const { clientID } = client.doc;
    const clock = Y.getState(client.doc.store, clientID);
    journal.push({ id: value, client: clientID, clock, row, was, value });
  };

  return {
    acknowledged,
    run: async (isOver: () => boolean): Promise<void> => {
      while (!isOver() || journal.length > 0) {
        if (client.endings.length > 0) await recover();
        else if (!client.provider.synced) await setTimeout(1);
        else if (isOver()) {
          clearStored(client);
          await setTimeout(1);
        } else {
          await openSegments(client);
          if (client.endings.length === 0) write();
          await setTimeout(random() * 8);
        }
      }
      client.destroy();
    },
  };
};

const openSegments = async ({ ledger }: SyncClient): Promise<void> => {
  for (const { hash } of ledger.missingSegments())
    ledger.openSegment(hash, decodeSegment((await server.blobs.segment(hash))!));
};

test('GEN-5 while five people write and it turns again and again, all that was acknowledged is there or a recorded conflict', async () => {
  const seed = Date.now() % 1_000_000;
  const rows = rowIds.map((id) => ({ id, values: { note: 'first' } }));
  await server.writers.applyLedger(server.ledger, [{ type: 'addRows', table, rows }], null);
  const names = Array.from({ length: writers }, (_, n) => `Writer${n}`);
  const people = await Promise.all(
    names.map(async (name, n) =>
      createWriter(await server.addMember(name), name, seededRandom(seed + n)),
    ),
  );
  const end = Date.now() + lasting;
  const isOver = () => Date.now() >= end;
  const turning = async (): Promise<void> => {
    for (; !isOver(); await setTimeout(turnEvery)) await server.documents.rotate(server.document);
  };
  await Promise.all([turning(), ...people.map((person) => person.run(isOver))]);

  expect((await server.documents.open(server.document)).generation).toBeGreaterThan(2);
  const events = await server.log.events(server.document, { after: 0, limit: 100_000 });
  const recorded = new Set(
    events.flatMap(({ changes, conflicts }) => [
      ...changes.flatMap((change) => ('after' in change ? [change.after] : [])),
      ...conflicts.flatMap(({ kept, overruled }) => [kept, overruled]),
    ]),
  );
  for (const { acknowledged } of people) {
    expect(acknowledged.size).toBeGreaterThan(0);
    for (const value of acknowledged) expect(recorded, `seed ${seed}`).toContain(value);
  }
  const last = new Map(
    events.flatMap(({ changes }) =>
      changes.flatMap((change) =>
        change.column === 'note' && 'after' in change ? [[change.row, change.after] as const] : [],
      ),
    ),
  );
  const standing = (await server.writers.readLedger(server.ledger)).table(table);
  for (const id of rowIds)
    expect(standing.cell(standing.rowOf(id)!, 'note'), `seed ${seed}`).toBe(last.get(id));
});
