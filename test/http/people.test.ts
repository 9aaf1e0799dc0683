import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Json, Server } from './server.ts';
import { invitationPath, password, startServer } from './server.ts';

let server: Server;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const first = { name: ' 马丽 ', email: 'Ma.Li@Example.com', password, sample: 'zh' };

describe('setup over HTTP', () => {
  test('ACCESS-1: makes the owner, signs them in, and happens once', async () => {
    const browser = server.browser();
    expect((await browser.ask('GET', '/api/setup')).body).toEqual({ needed: true });
    const answer = await browser.ask('POST', '/api/setup', first);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      user: {
        id: expect.any(String),
        name: '马丽',
        email: 'ma.li@example.com',
        role: 'owner',
        active: true,
        joined: true,
      },
    });
    expect((await browser.ask('GET', '/api/me')).body).toEqual(answer.body);
    const [shared] = (await browser.ask('GET', '/api/ledgers')).body as unknown as Json[];
    expect(shared).toMatchObject({ name: 'Shared', level: 'write' });

    const { id } = answer.body.user as Json;
    expect(server.setups).toEqual([{ sample: 'zh', by: id, ledger: shared?.id }]);
    expect([...server.people.values()]).toEqual([
      { id, name: '马丽', color: '#7a4fb5', active: true },
    ]);
    const again = await server.browser().ask('POST', '/api/setup', first);
    expect([again.status, again.body.code]).toEqual([409, 'alreadySetUp']);
    expect((await browser.ask('GET', '/api/setup')).body).toEqual({ needed: false });
  });

  test('ACCESS-1: a setup whose samples cannot be stored may be tried again', async () => {
    const browser = server.browser();
    const failed = await browser.ask('POST', '/api/setup', { ...first, sample: 'en' });
    expect([failed.status, failed.body.code]).toEqual([503, 'notStored']);
    expect((await browser.ask('GET', '/api/setup')).body).toEqual({ needed: true });
    expect((await browser.ask('POST', '/api/setup', { ...first, sample: null })).status).toBe(201);
  });

  test.each([
    ['name', { ...first, name: ' ' }],
    ['email', { ...first, email: 'ma.li' }],
    ['password', { ...first, password: 'short' }],
    ['sample', { ...first, sample: 'fr' }],
  ])('names the property %s when it is wrong', async (field, body) => {
    const answer = await server.browser().ask('POST', '/api/setup', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid', field });
  });
});

describe('sessions over HTTP', () => {
  test('signing in sets a cookie that scripts cannot read; signing out takes it away', async () => {
    await server.owner();
    const browser = server.browser();
    const attempt = { email: 'ada@example.com', password };
    const answer = await browser.ask('POST', '/api/session', attempt);
    expect(answer.status).toBe(200);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^suanpan_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const stolen = `suanpan_session=${browser.cookie()}`;
    expect((await browser.ask('DELETE', '/api/session')).status).toBe(204);
    expect(browser.cookie()).toBeNull();
    const replay = await server.browser().ask('GET', '/api/me', undefined, { cookie: stolen });
    expect([replay.status, replay.body.code]).toEqual([401, 'signInFirst']);
    expect((await browser.ask('DELETE', '/api/session')).status).toBe(204);
  });

  test('ACCESS-3: guesses through a proxy on this machine count by who guesses', async () => {
    await server.owner();
    const guess = { email: 'ada@example.com', password: 'guess' };
    const statuses = async (address: string) => {
      const headers = { 'x-forwarded-for': address };
      const answers = Array.from({ length: 9 }, () =>
        server.browser().ask('POST', '/api/session', guess, headers),
      );
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    const eightThenNone = [...Array.from({ length: 8 }, () => 401), 429];
    expect(await statuses('192.0.2.1')).toEqual(eightThenNone);
    expect(await statuses('192.0.2.2')).toEqual(eightThenNone);
  });

  test('the cookie is renewed whenever the app opens', async () => {
    const owner = await server.owner();
    const answer = await owner.ask('GET', '/api/me');
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=2592000');
  });

  test('ACCESS-3: too many guesses are told when to come again', async () => {
    await server.owner();
    const browser = server.browser();
    const guess = { email: 'ada@example.com', password: 'guess' };
    for (let index = 0; index < 8; index++) {
      const answer = await browser.ask('POST', '/api/session', guess);
      expect([answer.status, answer.body.code]).toEqual([401, 'wrongPassword']);
    }
    const answer = await browser.ask('POST', '/api/session', guess);
    expect([answer.status, answer.body.code]).toEqual([429, 'tooManyAttempts']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('people over HTTP', () => {
  let owner: Browser;
  beforeEach(async () => {
    owner = await server.owner();
  });

  test('an invitation: link, whom it is for, password, in', async () => {
    const person = { name: 'Bo', email: 'bo@example.com' };
    const invited = await owner.ask('POST', '/api/users', person);
    expect(invited.status).toBe(201);
    expect(invited.body.user).toMatchObject({ ...person, role: 'member', joined: false });
    expect(invited.body.link).toMatch(/^http:\/\/suanpan\.test\/join\/[\w-]{43}$/);
    const { id } = invited.body.user as Json;
    expect(server.people.get(String(id))).toMatchObject({ name: 'Bo', color: '#1f7fa8' });

    const bo = server.browser();
    const path = invitationPath(invited.body.link);
    expect((await bo.ask('GET', path)).body).toEqual(person);
    expect((await bo.ask('POST', path, { password: 'short' })).body.field).toBe('password');
    expect((await bo.ask('POST', path, { password })).status).toBe(200);
    expect((await bo.ask('GET', '/api/me')).body.user).toMatchObject({ id, joined: true });
    const again = await server.browser().ask('POST', path, { password });
    expect([again.status, again.body.code]).toEqual([410, 'linkUsed']);
    expect((await bo.ask('GET', '/api/invitations/invented')).status).toBe(404);
  });

  test('an e-mail address that is taken is named', async () => {
    const answer = await owner.ask('POST', '/api/users', { name: 'A', email: 'ADA@example.com' });
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([
      409,
      'emailTaken',
      'email',
    ]);
  });

  test('roles and leaving reach the workspace document', async () => {
    const bo = await server.member(owner, 'Bo');
    const id = await bo.id();
    const answer = await owner.ask('PATCH', `/api/users/${id}`, { active: false });
    expect(answer.body).toMatchObject({ id, active: false });
    expect(server.people.get(id)?.active).toBe(false);
    expect((await bo.ask('GET', '/api/me')).status).toBe(401);
    const users = (await owner.ask('GET', '/api/users')).body as unknown as Json[];
    expect(users.map(({ name, active }) => [name, active])).toEqual([
      ['Ada', true],
      ['Bo', false],
    ]);
  });

  test('ACCESS-8: the last owner stays', async () => {
    const path = `/api/users/${await owner.id()}`;
    const answer = await owner.ask('PATCH', path, { role: 'member' });
    expect([answer.status, answer.body.code]).toEqual([409, 'lastOwner']);
  });

  test('a forgotten password is reset by a new link', async () => {
    const bo = await server.member(owner, 'Bo');
    const answer = await owner.ask('POST', `/api/users/${await bo.id()}/link`);
    expect(answer.status).toBe(201);
    const again = server.browser();
    await again.ask('POST', invitationPath(answer.body.link), { password: 'another password' });
    expect((await bo.ask('GET', '/api/me')).status).toBe(401);
    expect((await again.ask('GET', '/api/me')).status).toBe(200);
  });

  test('members run nobody', async () => {
    const bo = await server.member(owner, 'Bo');
    const person = { name: 'Cy', email: 'cy@example.com' };
    for (const answer of [
      await bo.ask('GET', '/api/users'),
      await bo.ask('POST', '/api/users', person),
      await bo.ask('PATCH', `/api/users/${await bo.id()}`, { role: 'owner' }),
      await bo.ask('POST', `/api/users/${await owner.id()}/link`),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });
});

describe('tokens over HTTP', () => {
  test('ACCESS-11: are shown once, act for their person, and end when deleted', async () => {
    const owner = await server.owner();
    const made = await owner.ask('POST', '/api/tokens', { name: 'import' });
    expect(made.status).toBe(201);
    const program = { authorization: `Bearer ${made.body.token}`, origin: 'http://elsewhere.test' };
    const ask = () => server.browser().ask('POST', '/api/ledgers', { name: 'North' }, program);
    expect((await ask()).status).toBe(201);
    expect((await owner.ask('GET', '/api/tokens')).body).toEqual([
      { id: made.body.id, name: 'import', createdAt: expect.any(Number) },
    ]);
    expect((await owner.ask('DELETE', `/api/tokens/${made.body.id}`)).status).toBe(204);
    expect((await ask()).status).toBe(401);
    expect((await owner.ask('DELETE', `/api/tokens/${made.body.id}`)).status).toBe(404);
  });
});

describe('ledgers over HTTP', () => {
  test('ACCESS-10: strangers get the same answer as for a ledger that does not exist', async () => {
    const owner = await server.owner();
    const [bo, cy] = [await server.member(owner, 'Bo'), await server.member(owner, 'Cy')];
    const made = await bo.ask('POST', '/api/ledgers', { name: 'North' });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({ id: expect.any(String), name: 'North', level: 'write' });

    const members = (id: unknown) => `/api/ledgers/${id}/members`;
    for (const path of ['', `/${await cy.id()}`]) {
      const method = path === '' ? 'GET' : 'PUT';
      const body = path === '' ? undefined : { level: 'write' };
      const real = await cy.ask(method, `${members(made.body.id)}${path}`, body);
      const invented = await cy.ask(method, `${members('01NOWHERE')}${path}`, body);
      expect(real.status).toBe(404);
      expect([real.status, real.body]).toEqual([invented.status, invented.body]);
    }
    expect((await cy.ask('GET', '/api/ledgers')).text).not.toContain('North');
  });

  test('members come and go', async () => {
    const owner = await server.owner();
    const bo = await server.member(owner, 'Bo');
    const { id } = (await owner.ask('POST', '/api/ledgers', { name: 'North' })).body;
    const path = `/api/ledgers/${id}/members`;
    const member = `${path}/${await bo.id()}`;
    expect((await owner.ask('PUT', member, { level: 'read' })).status).toBe(204);
    expect((await bo.ask('GET', path)).body).toContainEqual({ user: await bo.id(), level: 'read' });
    expect((await bo.ask('PUT', member, { level: 'write' })).status).toBe(403);
    expect((await owner.ask('PUT', member, { level: 'all' })).body.field).toBe('level');
    expect((await owner.ask('PUT', member, { level: null })).status).toBe(204);
    expect((await bo.ask('GET', path)).status).toBe(404);
    expect((await owner.ask('PUT', `${path}/nobody`, { level: 'read' })).status).toBe(404);
  });

  test('owners and admins see every ledger when they ask for all', async () => {
    const owner = await server.owner();
    const bo = await server.member(owner, 'Bo');
    await bo.ask('POST', '/api/ledgers', { name: 'North' });
    const all = (await owner.ask('GET', '/api/ledgers?scope=all')).body as unknown as Json[];
    expect(all.map(({ name, level }) => [name, level])).toEqual([
      ['Shared', 'write'],
      ['North', null],
    ]);
    expect((await bo.ask('GET', '/api/ledgers?scope=all')).status).toBe(403);
  });
});
