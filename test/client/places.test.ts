import { describe, expect, it } from 'vitest';
import { createFindDesk } from '../../client/app/find.ts';
import { bottomBarTables, homeTable, type TableListed } from '../../client/app/session.ts';
import { rolesToGive } from '../../client/settings/rights.ts';
import type { TableKind } from '../../shared/model/index.ts';

const table = (id: string, kind: TableKind = 'plain'): TableListed => ({
  id,
  kind,
  name: id,
  rowCount: null,
});
const idsOf = (tables: readonly TableListed[]) => tables.map(({ id }) => id);

describe("a phone's bottom bar", () => {
  it('SHELL-5: leads to customers, follow-ups and tasks, in this order', () => {
    const tables = [
      table('deals', 'deals'),
      table('tasks', 'tasks'),
      table('customers', 'customers'),
      table('followUps', 'followUps'),
    ];
    expect(idsOf(bottomBarTables(tables))).toEqual(['customers', 'followUps', 'tasks']);
  });

  it('SHELL-5: takes the first other tables where some of these are missing', () => {
    const tables = [table('fair'), table('tasks', 'tasks'), table('cars'), table('boats')];
    expect(idsOf(bottomBarTables(tables))).toEqual(['tasks', 'fair', 'cars']);
    expect(bottomBarTables([])).toEqual([]);
  });
});

describe('the way home', () => {
  it('leads to the table that was open last, else to the first', () => {
    const tables = [table('a'), table('b')];
    expect(homeTable(tables, 'b')?.id).toBe('b');
    expect(homeTable(tables, 'gone')?.id).toBe('a');
    expect(homeTable([], 'b')).toBeUndefined();
  });
});

describe('finding', () => {
  it('opens the find bar of the screen that came last', () => {
    const desk = createFindDesk();
    const opened: string[] = [];
    desk.register(() => opened.push('grid'));
    const leave = desk.register(() => opened.push('bin'));
    expect(desk.request()).toBe(true);
    leave();
    desk.request();
    expect(opened).toEqual(['bin', 'grid']);
  });

  it('SHELL-6: waits for the next screen that can be searched, once', () => {
    const desk = createFindDesk();
    const opened: string[] = [];
    expect(desk.request()).toBe(false);
    const leave = desk.register(() => opened.push('first'));
    leave();
    desk.register(() => opened.push('second'));
    expect(opened).toEqual(['first']);
  });
});

describe('roles', () => {
  it('SHELL-8: of owners are given and taken by owners only', () => {
    expect(rolesToGive({ role: 'owner' }, { role: 'owner' })).toContain('owner');
    expect(rolesToGive({ role: 'admin' }, { role: 'owner' })).toEqual([]);
    expect(rolesToGive({ role: 'admin' }, { role: 'viewer' })).toEqual([
      'admin',
      'member',
      'viewer',
    ]);
    expect(rolesToGive({ role: 'admin' }, null)).not.toContain('owner');
  });

  it('SHELL-8: are not for members and viewers to give', () => {
    expect(rolesToGive({ role: 'member' }, { role: 'viewer' })).toEqual([]);
    expect(rolesToGive({ role: 'viewer' }, null)).toEqual([]);
  });
});
