import { beforeEach, describe, expect, test } from 'vitest';
import { createAccess, sessionCookie } from '../../server/access/index.ts';
import { StorageError } from '../../server/storage/errors.ts';
import { memoryStorage } from '../../server/storage/memory/index.ts';
import type { AccountStore } from '../../server/storage/port.ts';
import type { Workspace } from './workspace.ts';
import { day, emailOf, newWorkspace, password, refusalOf } from './workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await newWorkspace();
});

const nothing = async () => {};
const signIn = (email: string, secret = password, address = '192.0.2.1') =>
  workspace.access.sessions.signIn({ email, password: secret, address });

describe('setup', () => {
  test('ACCESS-1: makes the owner and a shared ledger where they write, once', async () => {
    const { access, owner, shared } = workspace;
    expect(owner).toMatchObject({ name: 'Ada', role: 'owner', via: 'session' });
    expect(await access.ledgersOf(owner)).toEqual([{ id: shared, name: 'Shared', level: 'write' }]);
    expect(await access.setup.isNeeded()).toBe(false);
    const again = { name: 'Eve', email: emailOf('Eve'), password, sample: 'zh' } as const;
    expect(await refusalOf(access.setup.run(again, nothing))).toBe('alreadySetUp');
  });
});

describe('a setup that fails', () => {
  const first = { name: 'Ada', email: emailOf('Ada'), password, sample: null };
  const fresh = () => createAccess(memoryStorage().accounts, () => 1_700_000_000_000);

  test('ACCESS-1: half-way is still to be done', async () => {
    const access = fresh();
    const failing = access.setup.run(first, async () => {
      throw new Error('disk');
    });
    await expect(failing).rejects.toThrow('disk');
    expect(await access.setup.isNeeded()).toBe(true);
    await expect(access.setup.run(first, nothing)).resolves.toBeDefined();
  });

  test('ACCESS-1: because two ask at once, one gets it and fills it', async () => {
    const access = fresh();
    let filled = 0;
    const fill = async () => void filled++;
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => access.setup.run(first, fill)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(filled).toBe(1);
  });
});

describe('signing in', () => {
  test('takes the e-mail address in any case, with spaces around it', async () => {
    const { secret } = await signIn('  ADA@example.com ');
    expect((await workspace.actor(secret))?.user).toBe(workspace.owner.user);
  });

  test('takes the password however it was composed', async () => {
    const { access, owner } = workspace;
    const bo = { name: 'Bo', email: emailOf('Bo'), role: 'member' } as const;
    const { secret } = await access.people.invite(owner, bo);
    await access.links.accept(secret, 'caf\u00e9 １２３４');
    await expect(signIn(bo.email, 'cafe\u0301 1234')).resolves.toBeDefined();
  });

  test('ACCESS-2: fails alike for a wrong password, an unknown address, and who left', async () => {
    const bo = await workspace.member('Bo');
    await workspace.access.people.change(workspace.owner, bo.user, { active: false });
    await workspace.access.people.invite(workspace.owner, {
      name: 'Cy',
      email: emailOf('Cy'),
      role: 'member',
    });
    const attempts = [
      signIn(emailOf('Ada'), 'wrong'),
      signIn(emailOf('Nobody')),
      signIn(emailOf('Bo')),
      signIn(emailOf('Cy'), ''),
    ];
    for (const attempt of attempts) expect(await refusalOf(attempt)).toBe('wrongPassword');
  });

  test('ACCESS-3: guesses are stopped, also when they all arrive at once', async () => {
    const guesses = Array.from({ length: 20 }, (_, index) =>
      refusalOf(signIn(emailOf('Ada'), `guess ${index}`)),
    );
    const codes = await Promise.all(guesses);
    expect(codes.filter((code) => code === 'wrongPassword')).toHaveLength(8);
    expect(codes.filter((code) => code === 'tooManyAttempts')).toHaveLength(12);
    expect(await refusalOf(signIn(emailOf('Ada')))).toBe('tooManyAttempts');
    await expect(signIn(emailOf('Ada'), password, '192.0.2.2')).resolves.toBeDefined();
    workspace.pass(15 * 60_000);
    await expect(signIn(emailOf('Ada'))).resolves.toBeDefined();
  });

  test('ACCESS-3: who knows the password is not counted', async () => {
    for (let index = 0; index < 100; index++) await signIn(emailOf('Ada'));
  });
});

describe('a session', () => {
  test('ACCESS-6: ends thirty days after its last use', async () => {
    const { secret } = await signIn(emailOf('Ada'));
    workspace.pass(29 * day);
    expect(await workspace.actor(secret)).not.toBeNull();
    workspace.pass(29 * day);
    expect(await workspace.actor(secret)).not.toBeNull();
    workspace.pass(30 * day);
    expect(await workspace.actor(secret)).toBeNull();
  });

  test('LIMIT-4: goes on when there is no room to note its use', async () => {
    const { accounts } = workspace;
    const { secret } = await signIn(emailOf('Ada'));
    const full: AccountStore = {
      ...accounts,
      extendSession: async () => {
        throw new StorageError('no space left on the device');
      },
    };
    const later = 1_700_000_000_000 + 2 * day;
    const access = createAccess(full, () => later);
    const actor = await access.authenticate({ cookie: `${sessionCookie}=${secret}` });
    expect(actor?.user).toBe(workspace.owner.user);
  });

  test('ACCESS-6: ends at sign-out, and only that one', async () => {
    const [here, there] = [await signIn(emailOf('Ada')), await signIn(emailOf('Ada'))];
    const actor = (await workspace.actor(here.secret))!;
    await workspace.access.sessions.signOut(actor);
    expect(await workspace.actor(here.secret)).toBeNull();
    expect(await workspace.access.current(actor)).toBeNull();
    expect(await workspace.actor(there.secret)).not.toBeNull();
    expect(workspace.told).toContainEqual({ credential: actor.credential });
  });

  test('nothing is authenticated by nothing, or by an invented cookie', async () => {
    const { access } = workspace;
    expect(await access.authenticate({})).toBeNull();
    expect(await access.authenticate({ cookie: `${sessionCookie}=invented` })).toBeNull();
    expect(await access.authenticate({ cookie: `${sessionCookie}=` })).toBeNull();
  });
});

describe('what is stored', () => {
  test('ACCESS-4: holds no password, cookie, link or token', async () => {
    const { access, accounts, owner } = workspace;
    const { secret: cookie } = await signIn(emailOf('Ada'));
    const bo = { name: 'Bo', email: emailOf('Bo'), role: 'member' } as const;
    const { secret: link } = await access.people.invite(owner, bo);
    const { secret: token } = await access.tokens.make(owner, 'import');
    expect(token).toMatch(/^spt_[\w-]{43}$/);
    expect((await accounts.user(owner.user))?.passwordHash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
    for (const secret of [cookie, link, token])
      for (const find of [accounts.sessionByHash, accounts.link, accounts.tokenByHash])
        expect(await find(secret)).toBeNull();
  });
});
