import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createAnswerLimit } from '../../server/sync/answerLimit.ts';
import { startServer } from './support/startServer.ts';
import { syncClient } from './support/syncClient.ts';
import { until } from './support/until.ts';

test('LIMIT-5 many of a person’s tabs may ask at once, and after a while again', () => {
  let time = 1_700_000_000_000;
  const limit = createAnswerLimit(() => time);
  const answered = (times: number, user = 'ada', document = 'ledger/a'): number =>
    Array.from({ length: times }, () => limit.allows(user, document)).filter(Boolean).length;
  expect(answered(1_000)).toBe(60);
  expect(answered(1, 'bo')).toBe(1);
  expect(answered(1, 'ada', 'ledger/b')).toBe(1);
  time += 10_000;
  expect(answered(1_000)).toBe(30);
  time += 60 * 60_000;
  expect(answered(1_000)).toBe(60);
});

test('LIMIT-5 whoever asks for a document on and on loses the socket, and others do not notice', async () => {
  const server = await startServer();
  const ada = syncClient(server, server.owner, server.document);
  await until(() => ada.provider.synced);
  const viewer = await server.addMember('Vera', 'viewer');
  const headers = { authorization: `Bearer ${viewer.token}` };
  const path = `${server.url}/yjs/${server.document}?token=${viewer.token}`;
  const socket = new WebSocket(path, { headers });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  let answers = 0;
  socket.on('message', (data: Buffer) => {
    if (data[0] === 0 && data[1] === 1) answers++;
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const encoder = encoding.createEncoder();
  for (const number of [0, 0, 1, 0]) encoding.writeVarUint(encoder, number);
  const firstStep = encoding.toUint8Array(encoder);
  for (let index = 0; index < 1_000; index++) socket.send(firstStep);
  expect(await closed).toBe(4503);
  expect(answers).toBeLessThan(100);
  ada.set('r1', 'not disturbed');
  await until(() => ada.stored === 1);
  expect(ada.endings).toEqual([]);
  ada.destroy();
  await server.stop();
});
