import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { answerProblem } from '../../server/http/problems.ts';
import { limitRequests } from '../../server/http/requestLimit.ts';

test('CARE-8 who asks without end is told to wait, and nobody else is', async () => {
  let time = 1_700_000_000_000;
  const app = fastify();
  app.setErrorHandler(answerProblem);
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    const user = String(request.headers.user);
    request.actor = { user, name: user, role: 'member', via: 'token', credential: '' };
  });
  limitRequests(app, () => time);
  app.get('/', async () => 'here');
  const ask = (user: string) => app.inject({ url: '/', headers: { user } });
  const statuses = new Map<number, number>();
  for (let request = 0; request < 5_010; request++) {
    const { statusCode } = await ask('ada');
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
  }
  expect([...statuses]).toEqual([
    [200, 5_000],
    [429, 10],
  ]);
  const refused = await ask('ada');
  expect([refused.json().code, refused.headers['retry-after']]).toEqual(['tooManyRequests', '1']);
  expect((await ask('bob')).statusCode).toBe(200);
  time += 1_000;
  expect((await ask('ada')).statusCode).toBe(200);
  await app.close();
});
