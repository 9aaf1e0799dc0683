import type * as Y from 'yjs';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import type { Applied, Ledger, Workspace } from '../../shared/documents/index.ts';
import { layersMap, tableMap } from '../../shared/documents/index.ts';
import { decodeSegment, type Segment } from '../../shared/documents/segment.ts';
import type { LedgerCommand, NewRow, SetRecord } from '../../shared/model/index.ts';
import type { BlobStore } from '../storage/port.ts';
import type { Documents } from './documents.ts';
import type { Author } from './liveDocument.ts';
import { nothingWanted, wantedByCommands } from './wanted.ts';

/**
 * How the server itself reads and writes documents: for the HTTP API, rules and recovery. Writing
 * rejects with `BeyondCapacity` when a document cannot take it in, and then nothing is written.
 */
export interface Writers {
  /** Applies commands on the live document; resolves when they are on disk. */
  applyLedger(
    ledger: string,
    commands: readonly LedgerCommand[],
    by: string | null,
    more?: Pick<Author, 'commandIds'>,
  ): Promise<Applied>;
  applyWorkspace(commands: readonly SetRecord[], by: string | null): Promise<void>;
  /** Adds rows however many: more than 500 become sealed segments, and only those a layer. */
  addRows(ledger: string, added: AddedRows, by: string | null): Promise<void>;
  /** Names segments that are stored and checked, in one write; resolves when it is on disk. */
  addSegments(ledger: string, segments: AddedSegments, by: string | null): Promise<void>;
  /** The live ledger, every segment readable. Read it in the same turn. */
  readLedger(ledger: string): Promise<Ledger>;
  /** The live workspace. Ask again in each turn: it turns to new generations too. */
  readWorkspace(): Promise<Workspace>;
  /**
   * Resolves when all that the ledger and the workspace hold now is on disk: what was read of them
   * may be told then. Rejects when it could not be stored.
   */
  settled(ledger: string | null): Promise<void>;
}

export interface AddedRows {
  readonly table: string;
  readonly rows: readonly NewRow[];
  readonly layer: string;
  /** ms since 1970. */
  readonly at: number;
}

export interface AddedSegments {
  readonly table: string;
  readonly hashes: readonly string[];
  /** The import that they belong to; null for rows that belong to none. */
  readonly layer: string | null;
  /** ms since 1970: when the layer was made. */
  readonly at: number;
}

/** Fewer rows than this are cheaper as entries of the document itself. */
const mostFreshRows = 500;

export const createWriters = (documents: Documents, blobs: BlobStore): Writers => {
  const applyLedger: Writers['applyLedger'] = async (ledger, commands, by, { commandIds } = {}) => {
    const live = await documents.open(`ledger/${ledger}`);
    const applied = live.write(
      { by, commandIds },
      () => live.content.ledger!.apply(commands, by),
      wantedByCommands(commands),
    );
    await live.commits.settled();
    return applied;
  };

  const addSegments: Writers['addSegments'] = async (ledger, added, by) => {
    const segments = await readSegments(blobs, ledger, added.hashes);
    const live = await documents.open(`ledger/${ledger}`);
    const name = (): void =>
      live.doc.transact(() => nameSegments(live.doc, segments, added, by), by);
    live.write({ by }, name, { ...nothingWanted, rows: newRows(live.doc, segments, added) });
    for (const [hash, segment] of segments) live.content.ledger!.openSegment(hash, segment);
    await live.commits.settled();
  };

  return {
    applyLedger,
    addSegments,

    addRows: async (ledger, { table, rows, layer, at }, by) => {
      if (rows.length <= mostFreshRows) {
        await applyLedger(ledger, [{ type: 'addRows', table, rows }], by);
        return;
      }
      const hashes: string[] = [];
      for (const { bytes } of encodeSegments(rows))
        hashes.push((await blobs.putSegment(ledger, bytes)).hash);
      await addSegments(ledger, { table, hashes, layer, at }, by);
    },

    applyWorkspace: async (commands, by) => {
      const live = await documents.open('workspace');
      live.write(
        { by },
        () => live.content.workspace!.apply(commands, by),
        wantedByCommands(commands),
      );
      await live.commits.settled();
    },

    readLedger: async (ledger) => (await documents.open(`ledger/${ledger}`)).content.ledger!,
    readWorkspace: async () => (await documents.open('workspace')).content.workspace!,

    settled: async (ledger) => {
      for (const name of ledger === null ? ['workspace'] : ['workspace', `ledger/${ledger}`])
        await documents.find(name)?.commits.settled();
    },
  };
};

const readSegments = async (
  blobs: BlobStore,
  ledger: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Segment>> => {
  const segments = new Map<string, Segment>();
  const claimed = await blobs.claimSegments(ledger, hashes);
  for (const hash of hashes) {
    const bytes = claimed.has(hash) ? await blobs.segment(hash) : null;
    if (bytes === null) throw new RangeError(`ledger ${ledger} has no segment ${hash}`);
    segments.set(hash, decodeSegment(bytes));
  }
  return segments;
};

const newRows = (
  doc: Y.Doc,
  segments: ReadonlyMap<string, Segment>,
  { table }: AddedSegments,
): number => {
  const named = doc.getMap(tableMap('segments', table));
  return [...segments].reduce((sum, [hash, { rows }]) => sum + (named.has(hash) ? 0 : rows), 0);
};

/** A segment is named by its hash: adding it twice adds it once. */
const nameSegments = (
  doc: Y.Doc,
  segments: ReadonlyMap<string, Segment>,
  { table, layer, at }: AddedSegments,
  by: string | null,
): void => {
  const named = doc.getMap(tableMap('segments', table));
  for (const [hash, { rows, columns }] of segments)
    if (!named.has(hash)) named.set(hash, { hash, rows, columns: [...columns], layer });
  const layers = doc.getMap(layersMap);
  if (layer !== null && !layers.has(layer)) layers.set(layer, { by, at, state: 'active' });
};
