import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspacePeople } from '../../server/http/workspacePeople.ts';
import { type ApiServer, startApi } from './dataServer.ts';

let server: ApiServer;
beforeAll(async () => {
  server = await startApi();
});
afterAll(() => server.close());

it('ACCESS-15: who was made or changed just before a crash is in the workspace after the next start', async () => {
  const { storage, writers, owner } = server;
  const account = (await storage.accounts.user(owner.user))!;
  const lost = { ...account, id: '01JD000000000000000000LOST', name: 'Bo', active: false };
  const people = createWorkspacePeople(writers);
  await people.mend([{ ...account, name: 'Ada Lovelace' }, lost]);
  const found = (await writers.readWorkspace()).people();
  expect(found).toContainEqual(expect.objectContaining({ id: owner.user, name: 'Ada Lovelace' }));
  expect(found).toContainEqual(expect.objectContaining({ name: 'Bo', active: false }));

  const before = await storage.log.lastEventId();
  await people.mend([{ ...account, name: 'Ada Lovelace' }, lost]);
  expect(await storage.log.lastEventId()).toBe(before);
});
