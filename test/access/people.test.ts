import { beforeEach, describe, expect, test } from 'vitest';
import { nextColor, personColors } from '../../server/access/colors.ts';
import type { Workspace } from './workspace.ts';
import { day, emailOf, newWorkspace, password, refusalOf } from './workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await newWorkspace();
});

const invite = (name: string, role: 'owner' | 'admin' | 'member' | 'viewer' = 'member') =>
  workspace.access.people.invite(workspace.owner, { name, email: emailOf(name), role });

describe('an invitation', () => {
  test('ACCESS-5: tells whom it is for, and works once', async () => {
    const { links } = workspace.access;
    const { secret } = await invite('Bo');
    expect(await links.read(secret)).toEqual({ name: 'Bo', email: emailOf('Bo') });
    await links.accept(secret, password);
    expect(await refusalOf(links.read(secret))).toBe('linkUsed');
    expect(await refusalOf(links.accept(secret, password))).toBe('linkUsed');
    expect(await refusalOf(links.read('invented'))).toBe('notFound');
  });

  test('ACCESS-5: two who use it at the same time do not both get in', async () => {
    const { secret } = await invite('Bo');
    const outcomes = await Promise.allSettled(
      ['first password', 'second password'].map((text) =>
        workspace.access.links.accept(secret, text),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('ACCESS-5: expires after seven days, and when another is made', async () => {
    const { links, people } = workspace.access;
    const first = await invite('Bo');
    workspace.pass(7 * day);
    expect(await refusalOf(links.accept(first.secret, password))).toBe('linkUsed');
    const second = await people.newLink(workspace.owner, first.user.id);
    const third = await people.newLink(workspace.owner, first.user.id);
    expect(await refusalOf(links.accept(second.secret, password))).toBe('notFound');
    await links.accept(third.secret, password);
  });

  test('ACCESS-5: a reset ends the sessions and tokens that were there', async () => {
    const bo = await workspace.member('Bo');
    const { secret: token } = await workspace.access.tokens.make(bo, 'import');
    const { secret } = await workspace.access.people.newLink(workspace.owner, bo.user);
    expect(await workspace.access.current(bo)).not.toBeNull();
    await workspace.access.links.accept(secret, 'another password');
    expect(await workspace.access.current(bo)).toBeNull();
    expect(await workspace.access.authenticate({ token })).toBeNull();
    expect(workspace.told).toContainEqual({ user: bo.user });
  });

  test('an e-mail address belongs to one person', async () => {
    await invite('Bo');
    expect(await refusalOf(invite('Bo'))).toBe('emailTaken');
  });

  test('everyone who is invited is in the shared ledger, viewers to read', async () => {
    const { access, shared } = workspace;
    const [bo, vi] = [await workspace.member('Bo'), await workspace.member('Vi', 'viewer')];
    expect(await access.ledgersOf(bo)).toEqual([{ id: shared, name: 'Shared', level: 'write' }]);
    expect(await access.ledgersOf(vi)).toEqual([{ id: shared, name: 'Shared', level: 'read' }]);
  });
});

describe('colours of people', () => {
  test('differ until there are more people than colours, then repeat evenly', () => {
    const taken: string[] = [];
    for (let count = 0; count < 20; count++) taken.push(nextColor(taken));
    expect(taken).toEqual([...personColors, ...personColors]);
  });

  test.each(personColors)('white letters on %s can be read', (color) => {
    const channel = (at: number) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('running people', () => {
  test('is for owners and admins', async () => {
    const { people } = workspace.access;
    for (const role of ['member', 'viewer'] as const) {
      const actor = await workspace.member(`A-${role}`, role);
      const newcomer = { name: 'Cy', email: emailOf('Cy'), role: 'member' } as const;
      expect(await refusalOf(people.list(actor))).toBe('forbidden');
      expect(await refusalOf(people.invite(actor, newcomer))).toBe('forbidden');
      expect(await refusalOf(people.change(actor, actor.user, { role: 'owner' }))).toBe(
        'forbidden',
      );
      expect(await refusalOf(people.newLink(actor, workspace.owner.user))).toBe('forbidden');
    }
    const admin = await workspace.member('Bo', 'admin');
    expect((await people.list(admin)).map(({ name }) => name)).toContain('Ada');
    expect(await refusalOf(people.change(admin, 'nobody', { active: false }))).toBe('notFound');
  });

  test('ACCESS-8: admins neither become owners nor touch one', async () => {
    const { people } = workspace.access;
    const admin = await workspace.member('Bo', 'admin');
    const owner = workspace.owner.user;
    const crown = { name: 'Cy', email: emailOf('Cy'), role: 'owner' } as const;
    for (const attempt of [
      people.invite(admin, crown),
      people.change(admin, admin.user, { role: 'owner' }),
      people.change(admin, owner, { role: 'member' }),
      people.change(admin, owner, { active: false }),
      people.newLink(admin, owner),
    ])
      expect(await refusalOf(attempt)).toBe('forbidden');
  });

  test('ACCESS-8: the last owner stays one', async () => {
    const { people } = workspace.access;
    const { owner } = workspace;
    expect(await refusalOf(people.change(owner, owner.user, { role: 'admin' }))).toBe('lastOwner');
    expect(await refusalOf(people.change(owner, owner.user, { active: false }))).toBe('lastOwner');
    await workspace.member('Bo', 'owner');
    expect((await people.change(owner, owner.user, { role: 'admin' })).role).toBe('admin');
  });
});
