import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillDisk, makeRoom } from '../storage/fullDisk.ts';
import type { Server } from './server.ts';
import { host, invitationPath, password, startServer } from './server.ts';

let server: Server;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

describe('strangers', () => {
  test.each([
    '/api/me',
    '/api/users',
    '/api/tokens',
    '/api/ledgers',
    '/api/ledgers/any/members',
    '/api/what-does-not-exist',
    '/api',
  ])('ACCESS-13: get nothing from %s, before setup and after it', async (path) => {
    for (const setUp of [false, true]) {
      if (setUp) await server.owner();
      const answer = await server.browser().ask('GET', path);
      expect([answer.status, answer.body.code]).toEqual([401, 'signInFirst']);
    }
  });
});

describe('pages of other sites', () => {
  const foreign = [
    { origin: 'http://evil.test' },
    { origin: 'null' },
    { origin: `http://${host}.evil.test` },
    { origin: `http://${host}:8443` },
  ];

  test.each(foreign)('ACCESS-12: cannot change anything with a cookie (%o)', async (headers) => {
    const owner = await server.owner();
    const answer = await owner.ask('POST', '/api/tokens', { name: 'stolen' }, headers);
    expect([answer.status, answer.body.code]).toEqual([403, 'wrongOrigin']);
    expect((await owner.ask('GET', '/api/tokens')).body).toEqual([]);
  });

  test('ACCESS-12: cannot sign a visitor in to another account', async () => {
    await server.owner();
    const attempt = { email: 'ada@example.com', password };
    const origin = { origin: 'http://evil.test' };
    const answer = await server.browser().ask('POST', '/api/session', attempt, origin);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test('ACCESS-12: nor by another spelling of the address', async () => {
    await server.owner();
    const attempt = { email: 'ada@example.com', password };
    const origin = { origin: 'http://evil.test' };
    const answer = await server.browser().ask('POST', '/%61pi/session', attempt, origin);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test('ACCESS-12: programs that are no browser need no Origin', async () => {
    const owner = await server.owner();
    const ask = (headers: Record<string, string>) =>
      server.app.inject({
        method: 'POST',
        url: '/api/tokens',
        payload: { name: 'script' },
        headers: { cookie: `suanpan_session=${owner.cookie()}`, ...headers },
      });
    expect((await ask({})).statusCode).toBe(201);
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  });
});

describe('behind a proxy', () => {
  test('PUBLIC_URL decides links, cookies and origins', async () => {
    const proxied = await startServer('https://crm.example.com');
    try {
      const owner = await proxied.owner();
      const bo = { name: 'Bo', email: 'bo@example.com' };
      const origin = { origin: 'https://crm.example.com' };
      const invited = await owner.ask('POST', '/api/users', bo, origin);
      expect(invited.body.link).toMatch(/^https:\/\/crm\.example\.com\/join\//);
      const joined = await proxied
        .browser()
        .ask('POST', invitationPath(invited.body.link), { password });
      expect(String(joined.headers['set-cookie'])).toContain('; Secure');
      expect(joined.headers['strict-transport-security']).toBeDefined();
    } finally {
      await proxied.close();
    }
  });
});

describe('errors', () => {
  test('ACCESS-14: are problem documents', async () => {
    const owner = await server.owner();
    const answer = await owner.ask('GET', '/api/what-does-not-exist');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: 'urn:suanpan:problem:notFound',
      title: 'There is no such thing',
      status: 404,
      code: 'notFound',
    });
  });

  test('ACCESS-14: of our own making say nothing of the inside, but the log does', async () => {
    const owner = await server.owner();
    const answer = await owner.ask('GET', '/api/broken');
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toContain('secret of the inside');
    expect(server.logged.join('')).toContain('a secret of the inside');
  });

  test.each([
    ['not JSON', '{', 'application/json', 400, 'invalid'],
    ['no JSON at all', 'name=x', 'application/x-www-form-urlencoded', 400, 'invalid'],
    ['too large', `{"name":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413, 'tooLarge'],
  ])('ACCESS-14: a body that is %s', async (_, payload, type, status, code) => {
    const owner = await server.owner();
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/ledgers',
      headers: { cookie: `suanpan_session=${owner.cookie()}`, 'content-type': type },
      payload,
    });
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  test('ACCESS-14: an address that cannot be read is a problem document too', async () => {
    const answer = await server.browser().ask('GET', '/api/%zz');
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid']);
  });

  test.each(['email', 'password'])('ACCESS-14: an endless %s is read no further', async (field) => {
    const attempt = { email: 'ada@example.com', password, [field]: 'x'.repeat(900_000) };
    const answer = await server.browser().ask('POST', '/api/session', attempt);
    expect([answer.status, answer.body.field]).toEqual([400, field]);
  });

  test('a missing body is an invalid one', async () => {
    const owner = await server.owner();
    const answer = await owner.ask('POST', '/api/ledgers');
    expect(answer.body).toMatchObject({ code: 'invalid', field: 'name' });
  });

  test('ACCESS-14: a storage that fails is told as such', async () => {
    const owner = await server.owner();
    await fillDisk(server.storage);
    let answer = await owner.ask('POST', '/api/tokens', { name: 'x' });
    for (let tries = 0; tries < 200 && answer.status === 201; tries++)
      answer = await owner.ask('POST', '/api/tokens', { name: 'x'.repeat(80) });
    expect([answer.status, answer.body.code]).toEqual([503, 'notStored']);
    expect((await owner.ask('GET', '/api/me')).status).toBe(200);
    await makeRoom(server.storage);
    expect((await owner.ask('POST', '/api/tokens', { name: 'x' })).status).toBe(201);
  });
});

describe('the client', () => {
  test('hashed files are kept for ever, everything else is asked for again', async () => {
    const browser = server.browser();
    const cachingOf = async (path: string) =>
      (await browser.ask('GET', path)).headers['cache-control'];
    expect(await cachingOf('/assets/main-1a2b3c.js')).toBe('public, max-age=31536000, immutable');
    expect(await cachingOf('/abacus.svg')).toBe('no-cache');
    expect(await cachingOf('/')).toBe('no-cache');
    expect(await cachingOf('/api/setup')).toBe('no-store');
  });

  test('any other path is a page of the app', async () => {
    const browser = server.browser();
    for (const path of ['/', '/tables/customers', '/join/abc', '/apiary']) {
      const answer = await browser.ask('GET', path);
      expect([answer.status, answer.headers['content-type']]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(answer.text).toContain('Suanpan');
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
    expect((await browser.ask('GET', '/assets/gone.js')).status).toBe(404);
    expect((await browser.ask('POST', '/tables')).status).toBe(404);
    expect((await browser.ask('GET', '/../data/log.db')).text).not.toContain('SQLite');
    expect((await browser.ask('GET', '/%2e%2e/data/log.db')).text).not.toContain('SQLite');
  });

  test('comes with headers that keep other sites out', async () => {
    const { headers } = await server.browser().ask('GET', '/');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
  });

  test('text is compressed for those who take it', async () => {
    const gzip = { 'accept-encoding': 'gzip' };
    const answer = await server.browser().ask('GET', '/assets/main-1a2b3c.js', undefined, gzip);
    expect(answer.headers['content-encoding']).toBe('gzip');
  });
});

describe('the log', () => {
  test('ACCESS-4: holds no secret of links, cookies or passwords', async () => {
    const owner = await server.owner();
    const bo = { name: 'Bo', email: 'bo@example.com' };
    const { link } = (await owner.ask('POST', '/api/users', bo)).body;
    await server.browser().ask('POST', invitationPath(link), { password });
    const log = server.logged.join('');
    expect(log).toContain('/api/invitations/:token');
    for (const secret of [String(link).split('/join/')[1], owner.cookie(), password])
      expect(log).not.toContain(secret);
  });
});

test('health is told to anyone', async () => {
  const answer = await server.browser().ask('GET', '/healthz');
  expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
});
