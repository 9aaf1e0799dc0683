import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { builtInRecords, openWorkspace, type Workspace } from '../../shared/documents/index.ts';
import { idFromName, type SetRecord } from '../../shared/model/index.ts';

const open = (client: number): Workspace => {
  const doc = new Y.Doc();
  doc.clientID = client;
  const workspace = openWorkspace(doc);
  workspace.apply(builtInRecords(), 'seed');
  return workspace;
};

const seeded = (): Workspace[] => {
  const state = Y.encodeStateAsUpdate(open(1).doc);
  return [10, 20].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    Y.applyUpdate(doc, state);
    return openWorkspace(doc);
  });
};

const merge = (one: Workspace, other: Workspace): void => {
  const [first, second] = [one, other].map(({ doc }) => Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(one.doc, second!);
  Y.applyUpdate(other.doc, first!);
};

const everythingIn = (workspace: Workspace): unknown => ({
  tables: workspace.tables(),
  columns: workspace.tables().map(({ id }) => workspace.columns(id)),
  tags: workspace.tags(),
});

const setRecord: fc.Arbitrary<SetRecord> = fc.oneof(
  fc.record({
    type: fc.constant('setRecord' as const),
    collection: fc.constant('columns' as const),
    id: fc.constantFrom('customers/name', 'customers/phone', 'customers/new'),
    properties: fc.record(
      {
        name: fc.constantFrom('A', 'B'),
        type: fc.constantFrom('text', 'number'),
        width: fc.integer({ min: 40, max: 400 }),
        deletedAt: fc.constantFrom(null, 1000),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: fc.constant('setRecord' as const),
    collection: fc.constant('tags' as const),
    id: fc.constantFrom('vip', 'new'),
    properties: fc.record({
      name: fc.constantFrom('VIP', '新客'),
      color: fc.constantFrom('blue', null),
    }),
  }),
);
const commands = fc.array(setRecord, { maxLength: 4 });

describe('the workspace document', () => {
  it('WORKSPACE-1: reads alike wherever the same updates have arrived', () => {
    fc.assert(
      fc.property(commands, commands, (mine, theirs) => {
        const [one, other] = seeded() as [Workspace, Workspace];
        one.apply(mine, 'test');
        other.apply(theirs, 'test');
        merge(one, other);
        expect(everythingIn(one)).toEqual(everythingIn(other));
      }),
    );
  });

  it('WORKSPACE-2: keeps one person’s new name and another’s new width of a column', () => {
    const [one, other] = seeded() as [Workspace, Workspace];
    const column = { type: 'setRecord', collection: 'columns', id: 'customers/name' } as const;
    one.apply([{ ...column, properties: { name: '客户全称' } }], 'test');
    other.apply([{ ...column, properties: { width: 333 } }], 'test');
    merge(one, other);
    expect(one.column('customers', 'name')).toMatchObject({ name: '客户全称', width: 333 });
  });

  it('WORKSPACE-3: takes a command back, and brings it again', () => {
    fc.assert(
      fc.property(commands, commands, (earlier, later) => {
        const [workspace] = seeded() as [Workspace];
        workspace.apply(earlier, 'test');
        const before = everythingIn(workspace);
        const { inverse } = workspace.apply(later, 'test');
        const after = everythingIn(workspace);
        const undone = workspace.apply(inverse, 'undo');
        expect(everythingIn(workspace)).toEqual(before);
        workspace.apply(undone.inverse, 'redo');
        expect(everythingIn(workspace)).toEqual(after);
      }),
    );
  });

  it('WORKSPACE-4: leaves a property alone that somebody else set since, when taking back', () => {
    const [workspace] = seeded() as [Workspace];
    const column = { type: 'setRecord', collection: 'columns', id: 'customers/name' } as const;
    const { inverse } = workspace.apply(
      [{ ...column, properties: { name: 'A', width: 50 } }],
      'me',
    );
    workspace.apply([{ ...column, properties: { name: 'B' } }], 'somebody');
    workspace.apply(inverse, 'undo');
    expect(workspace.column('customers', 'name')).toMatchObject({ name: 'B', width: 180 });
  });

  it('WORKSPACE-5: has one tag when two people make it at once, however they write it', () => {
    const [one, other] = seeded() as [Workspace, Workspace];
    const tag = (name: string): SetRecord => ({
      type: 'setRecord',
      collection: 'tags',
      id: idFromName('', name),
      properties: { name, group: null, color: null },
    });
    one.apply([tag('VIP')], 'test');
    other.apply([tag(' ｖｉｐ')], 'test');
    merge(one, other);
    expect(one.tags().length).toBe(1);
    expect(one.tags()).toEqual(other.tags());
  });

  it('WORKSPACE-6: keeps its lists the same objects until something in them changes', () => {
    const [workspace] = seeded() as [Workspace];
    const [tables, columns] = [workspace.tables(), workspace.columns('customers')];
    workspace.apply(
      [{ type: 'setRecord', collection: 'tags', id: 'vip', properties: { name: 'VIP' } }],
      'test',
    );
    expect(workspace.tables()).toBe(tables);
    expect(workspace.columns('customers')).toBe(columns);
  });

  it('WORKSPACE-11: has no column by the name of what the system keeps of a row', () => {
    const [workspace] = seeded() as [Workspace];
    const known = workspace.columns('customers');
    const properties = { name: 'gone', type: 'formula', settings: { formula: '=1' } };
    workspace.apply(
      [{ type: 'setRecord', collection: 'columns', id: 'customers/$deleted', properties }],
      'test',
    );
    expect(workspace.columns('customers')).toEqual(known);
    expect(workspace.column('customers', '$deleted')).toBeUndefined();
  });
});
