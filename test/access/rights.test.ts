import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../server/access/index.ts';
import { sessionCookie } from '../../server/access/index.ts';
import type { Workspace } from './workspace.ts';
import { emailOf, newWorkspace, password, refusalOf } from './workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await newWorkspace();
});

const level = (actor: Actor, kind: 'workspace' | 'ledger' | 'me', id = '') => {
  const { access } = workspace;
  if (kind === 'workspace') return access.level(actor, { kind });
  if (kind === 'me') return access.level(actor, { kind, user: id });
  return access.level(actor, { kind, ledger: id });
};

describe('rights', () => {
  test('of a member: the workspace, their own documents, their ledgers', async () => {
    const bo = await workspace.member('Bo');
    expect(await level(bo, 'workspace')).toBe('write');
    expect(await level(bo, 'me', bo.user)).toBe('write');
    expect(await level(bo, 'me', workspace.owner.user)).toBeNull();
    expect(await level(bo, 'ledger', workspace.shared)).toBe('write');
    expect(await level(bo, 'ledger', 'nowhere')).toBeNull();
  });

  test('ACCESS-9: viewers only read, whatever a membership says', async () => {
    const vi = await workspace.member('Vi', 'viewer');
    await workspace.access.ledgers.setMember(workspace.owner, workspace.shared, vi.user, 'write');
    expect(await level(vi, 'workspace')).toBe('read');
    expect(await level(vi, 'ledger', workspace.shared)).toBe('read');
    expect((await workspace.access.ledgersOf(vi))[0]?.level).toBe('read');
    expect(await refusalOf(workspace.access.ledgers.make(vi, 'Mine'))).toBe('forbidden');
    expect(await level(vi, 'me', vi.user)).toBe('write');
  });

  test('ACCESS-10: owners and admins read a ledger only as members of it', async () => {
    const [bo, admin] = [await workspace.member('Bo'), await workspace.member('Al', 'admin')];
    const { ledgers, ledgersOf } = workspace.access;
    const { id } = await ledgers.make(bo, 'North');
    for (const actor of [workspace.owner, admin]) {
      expect(await level(actor, 'ledger', id)).toBeNull();
      expect((await ledgersOf(actor)).map(({ name }) => name)).toEqual(['Shared']);
      expect(await ledgers.members(actor, id)).toEqual([
        { ledger: id, user: bo.user, level: 'write' },
      ]);
    }
    await ledgers.setMember(admin, id, workspace.owner.user, 'read');
    expect(await level(workspace.owner, 'ledger', id)).toBe('read');
  });

  test('ACCESS-10: outside a ledger, it is the same as one that does not exist', async () => {
    const [bo, cy] = [await workspace.member('Bo'), await workspace.member('Cy')];
    const { ledgers } = workspace.access;
    const { id } = await ledgers.make(bo, 'North');
    for (const ledger of [id, 'nowhere']) {
      expect(await refusalOf(ledgers.members(cy, ledger))).toBe('notFound');
      expect(await refusalOf(ledgers.setMember(cy, ledger, cy.user, 'read'))).toBe('notFound');
    }
    expect(await refusalOf(ledgers.all(cy))).toBe('forbidden');
  });

  test('who made a ledger shares it; its other members do not', async () => {
    const [bo, cy] = [await workspace.member('Bo'), await workspace.member('Cy')];
    const { ledgers } = workspace.access;
    const { id } = await ledgers.make(bo, 'North');
    await ledgers.setMember(bo, id, cy.user, 'write');
    expect(await level(cy, 'ledger', id)).toBe('write');
    expect(await refusalOf(ledgers.setMember(cy, id, bo.user, null))).toBe('forbidden');
    expect(await refusalOf(ledgers.setMember(bo, id, 'nobody', 'read'))).toBe('notFound');
    await ledgers.setMember(workspace.owner, id, bo.user, null);
    expect(await refusalOf(ledgers.setMember(bo, id, bo.user, 'write'))).toBe('notFound');
  });
});

describe('a right that is withdrawn', () => {
  test('ACCESS-7: is gone at once for actors who are already in, and told', async () => {
    const bo = await workspace.member('Bo');
    const { ledgers, people } = workspace.access;
    const withdrawals = [
      () => ledgers.setMember(workspace.owner, workspace.shared, bo.user, 'read'),
      () => ledgers.setMember(workspace.owner, workspace.shared, bo.user, null),
      () => people.change(workspace.owner, bo.user, { role: 'viewer' }),
      () => people.change(workspace.owner, bo.user, { active: false }),
    ];
    const seen: unknown[] = [];
    for (const withdraw of withdrawals) {
      workspace.told.length = 0;
      await withdraw();
      expect(workspace.told).toEqual([{ user: bo.user }]);
      seen.push([await level(bo, 'workspace'), await level(bo, 'ledger', workspace.shared)]);
    }
    expect(seen).toEqual([
      ['write', 'read'],
      ['write', null],
      ['read', null],
      [null, null],
    ]);
    expect(await level(bo, 'me', bo.user)).toBeNull();
    expect(await workspace.access.ledgersOf(bo)).toEqual([]);
  });

  test('a listener that ended is not told any more', async () => {
    const told: unknown[] = [];
    const end = workspace.access.onRightsChanged((change) => told.push(change));
    end();
    await workspace.member('Bo');
    expect(told).toEqual([]);
  });
});

describe('an API token', () => {
  test('ACCESS-11: acts for its person, by header or parameter, until it is deleted', async () => {
    const { access } = workspace;
    const bo = await workspace.member('Bo');
    const { id, secret } = await access.tokens.make(bo, 'import');
    const expected = { user: bo.user, name: 'Bo', role: 'member', via: 'token', credential: id };
    expect(await access.authenticate({ authorization: `Bearer ${secret}` })).toEqual(expected);
    const actor = (await access.authenticate({ token: secret }))!;
    expect(actor).toEqual(expected);
    expect(await level(actor, 'ledger', workspace.shared)).toBe('write');
    expect(await access.tokens.list(bo)).toMatchObject([{ id, name: 'import' }]);

    expect(await refusalOf(access.tokens.remove(workspace.owner, id))).toBe('notFound');
    await access.tokens.remove(bo, id);
    expect(workspace.told).toContainEqual({ credential: id });
    expect(await level(actor, 'workspace')).toBeNull();
    expect(await access.authenticate({ token: secret })).toBeNull();
  });

  test('ACCESS-11: a wrong one is refused although a good cookie came with it', async () => {
    const { access } = workspace;
    const { secret } = await access.sessions.signIn({
      email: emailOf('Ada'),
      password,
      address: '192.0.2.1',
    });
    const cookie = `${sessionCookie}=${secret}`;
    expect(await access.authenticate({ cookie })).not.toBeNull();
    for (const authorization of ['Bearer spt_wrong', 'Bearer', 'Basic YTpi'])
      expect(await access.authenticate({ cookie, authorization })).toBeNull();
    expect(await access.authenticate({ cookie, token: 'spt_wrong' })).toBeNull();
  });

  test('ACCESS-11: makes no tokens, people or links, which would outlive it', async () => {
    const { access, owner } = workspace;
    const { id, secret } = await access.tokens.make(owner, 'import');
    const program = (await access.authenticate({ token: secret }))!;
    const bo = { name: 'Bo', email: 'bo@example.com', role: 'member' } as const;
    expect(await refusalOf(access.tokens.make(program, 'another'))).toBe('forbidden');
    expect(await refusalOf(access.people.invite(program, bo))).toBe('forbidden');
    expect(await refusalOf(access.people.newLink(program, owner.user))).toBe('forbidden');
    await access.tokens.remove(program, id);
    expect(await access.current(program)).toBeNull();
  });

  test('ACCESS-11: does not come back with a person who left', async () => {
    const { access, owner } = workspace;
    const bo = await workspace.member('Bo');
    const { secret } = await access.tokens.make(bo, 'import');
    await access.people.change(owner, bo.user, { active: false });
    await access.people.change(owner, bo.user, { active: true });
    expect(await access.authenticate({ token: secret })).toBeNull();
    expect(await access.current(bo)).toBeNull();
  });

  test('ends with its person', async () => {
    const { access, owner } = workspace;
    const bo = await workspace.member('Bo');
    const { secret } = await access.tokens.make(bo, 'import');
    await access.people.change(owner, bo.user, { active: false });
    expect(await access.authenticate({ token: secret })).toBeNull();
  });
});
