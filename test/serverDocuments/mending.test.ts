import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { builtInRecords, metaMap, openWorkspace } from '../../shared/documents/index.ts';
import { idFromName, type SetRecord } from '../../shared/model/index.ts';
import { type DocumentsOnDisk, documentsOnDisk } from './support/documentsOnDisk.ts';

let disk: DocumentsOnDisk;
beforeEach(async () => {
  disk = await documentsOnDisk();
});
afterEach(() => disk.remove());

/** As the version before formulas and pipelines made it. */
const earlierRecords = (): SetRecord[] =>
  builtInRecords()
    .filter(({ collection, id }) => collection !== 'pipelines' && id !== 'customers/tier')
    .map(({ properties, ...record }) => {
      const { pipeline: _, outcome: __, ...earlier } = properties;
      return { ...record, properties: earlier };
    });

const storeEarlier = async (more: readonly SetRecord[] = []): Promise<void> => {
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.transact(() => {
    doc.getMap(metaMap).set('generation', 1);
    doc.getMap(metaMap).set('format', 1);
    openWorkspace(doc).apply([...earlierRecords(), ...more], null);
  });
  const state = Y.encodeStateAsUpdate(doc);
  await disk.log.startGeneration('workspace', {
    generation: 1,
    finalStateVector: null,
    state,
    at: 1,
  });
};

const set = (
  collection: SetRecord['collection'],
  id: string,
  properties: SetRecord['properties'],
): SetRecord => ({ type: 'setRecord', collection, id, properties });

describe('a workspace of an earlier version', () => {
  test('WORKSPACE-7: gets what it lacks when it is loaded: the tier after the kind, the pipeline of the deals', async () => {
    await storeEarlier();
    const workspace = await disk.writers.readWorkspace();
    const columns = workspace.columns('customers').map(({ id }) => id);
    expect(columns.slice(0, 4)).toEqual(['name', 'kind', 'tier', 'phone']);
    expect(workspace.column('customers', 'tier')).toMatchObject({ type: 'formula', key: 'tier' });
    expect(workspace.pipelines().map(({ id }) => id)).toEqual(['sales']);
    const stages = workspace.options('deals', 'stage');
    expect(stages.map(({ pipeline }) => pipeline)).toEqual(stages.map(() => 'sales'));
    expect(stages.slice(-2).map(({ outcome }) => outcome)).toEqual(['won', 'lost']);
    const [event] = await disk.log.events('workspace', { after: 0, limit: 10 });
    expect(event).toMatchObject({ by: null });
    expect(event!.changes.map(({ row }) => row)).toContain('customers/tier');
  });

  test('WORKSPACE-8: is brought up to date once, and a new one is so from the beginning', async () => {
    const stateOf = async (): Promise<string> =>
      Buffer.from(Y.encodeStateAsUpdate((await disk.documents.open('workspace')).doc)).toString(
        'hex',
      );
    await storeEarlier();
    const first = await stateOf();
    disk = await disk.reopen();
    expect(await stateOf()).toBe(first);
    await disk.documents.rotate('workspace');
    expect((await disk.documents.open('workspace')).commits.last).toBe(1);
    await disk.remove();

    disk = await documentsOnDisk();
    expect((await disk.documents.open('workspace')).commits.last).toBe(1);
    const workspace = await disk.writers.readWorkspace();
    const columns = workspace.columns('customers').map(({ id }) => id);
    expect(columns.slice(0, 4)).toEqual(['name', 'kind', 'tier', 'phone']);
  });

  test('WORKSPACE-9: keeps what people wrote: moved and binned columns, other pipelines, keys in use', async () => {
    const own = idFromName('column', 'tier');
    await storeEarlier([
      set('columns', 'customers/kind', { order: 'Z'.repeat(60), deletedAt: 5 }),
      set('columns', `customers/${own}`, {
        name: 'Tier',
        type: 'text',
        key: 'tier',
        order: 'Z'.repeat(61),
      }),
      set('options', 'deals/stage/won', { pipeline: 'bids', outcome: 'won' }),
      set('options', 'deals/stage/won', { outcome: null }),
      set('options', 'deals/stage/lost', { name: 'Gone' }),
    ]);
    const workspace = await disk.writers.readWorkspace();
    const columns = workspace.columns('customers');
    expect(columns.slice(-2).map(({ id, key }) => [id, key])).toEqual([
      ['tier', 'tier 2'],
      [own, 'tier'],
    ]);
    expect(workspace.column('customers', 'kind')?.deletedAt).toBe(5);
    expect(workspace.option('deals', 'stage', 'won')).toMatchObject({
      pipeline: 'bids',
      outcome: null,
    });
    expect(workspace.option('deals', 'stage', 'lost')).toMatchObject({
      name: 'Gone',
      pipeline: 'sales',
      outcome: 'lost',
    });
  });

  test('WORKSPACE-9: is mended whatever keys of order stand in it', async () => {
    await storeEarlier([
      set('columns', 'customers/kind', { order: 'V' }),
      set('columns', 'customers/phone', { order: 'V0' }),
      set('columns', 'customers/tags', { order: 'V' }),
      set('columns', 'customers/owner', { order: 'V00A' }),
    ]);
    const workspace = await disk.writers.readWorkspace();
    const tier = workspace.column('customers', 'tier')!.order;
    expect(tier > 'V' && tier < 'V00A').toBe(true);
  });

  test('WORKSPACE-10: tells the time zone of the server, also when that changes', async () => {
    await storeEarlier();
    expect((await disk.writers.readWorkspace()).timeZone).toBe('UTC');
    disk = await disk.reopen('Asia/Shanghai');
    expect((await disk.writers.readWorkspace()).timeZone).toBe('Asia/Shanghai');
    disk = await disk.reopen('Asia/Shanghai');
    expect((await disk.writers.readWorkspace()).timeZone).toBe('Asia/Shanghai');
    expect((await disk.documents.open('workspace')).commits.last).toBe(3);
  });

  test('WORKSPACE-7: can be read as it is where there is no room for what it lacks', async () => {
    await storeEarlier();
    disk.log.failFor('workspace');
    const workspace = await disk.writers.readWorkspace();
    expect(workspace.columns('customers').map(({ id }) => id)).not.toContain('tier');
    disk = await disk.reopen();
    expect((await disk.writers.readWorkspace()).column('customers', 'tier')).toBeDefined();
  });
});
