import type * as Y from 'yjs';
import {
  type Inspected,
  inspectUpdate,
  type Sender,
  type UpdateFault,
  type UpdatePolicy,
  type Write,
} from '../../shared/documents/inspect.ts';
import { inspectNoteUpdate, type NoteFault } from '../../shared/documents/inspectNote.ts';
import { layersMap, meMap, metaMap, parseTableMap } from '../../shared/documents/names.ts';
import { collections } from '../../shared/model/index.ts';
import type { DocumentAddress } from '../../shared/protocol/documents.ts';
import type { CapacityFault } from './capacity.ts';
import type { RetiredClients } from './retiredClients.ts';
import { serverClient } from './serverClient.ts';

/** Decoded, an update may take fifty times its bytes. Larger pastes come as segments. */
const maxBytes = 4 * 1024 * 1024;
const maxStructs = 200_000;
/** Each time that a page was opened and written in while offline brings an id of its own. */
const maxClients = 100;
/** Three for each table. */
const maxMaps = 1_500;

/** Notes do not turn to new generations, so all that was ever deleted is told each time. */
const maxRanges = 500_000;
/** A level of a list takes two; whoever draws or empties a note goes down level by level. */
const maxDepth = 100;

/** What may be applied, or why not. Notes tell no writes: only their bytes have a limit. */
export type UpdateVerdict =
  | (Inspected & { readonly writes?: readonly Write[] })
  | { readonly ok: false; readonly reason: UpdateFault | NoteFault | CapacityFault };

export interface CheckedDocument {
  readonly kind: DocumentAddress['kind'];
  readonly doc: Y.Doc;
  readonly owners: ReadonlyMap<number, string | null>;
  readonly retired: RetiredClients;
}

/** Checks what `user` wants to do to a document with an update, rights to write provided. */
export const checkUpdate = (
  { kind, doc, owners, retired }: CheckedDocument,
  update: Uint8Array,
  user: string,
): UpdateVerdict => {
  const sender: Sender = {
    ownerOf: (client) => {
      if (client === serverClient || retired.has(client)) return 'other';
      const owner = owners.get(client);
      return owner === undefined ? 'nobody' : owner === user ? 'sender' : 'other';
    },
    maxClients,
  };
  const limits = { ...sender, maxBytes, maxStructs };
  return kind === 'note'
    ? inspectNoteUpdate(doc, update, { ...limits, maxRanges, maxDepth })
    : inspectUpdate(doc, update, { ...limits, ...maps[kind], maxMaps });
};

const maps: Record<
  Exclude<DocumentAddress['kind'], 'note'>,
  Pick<UpdatePolicy, 'isKnownMap' | 'mayWrite'>
> = {
  ledger: {
    isKnownMap: (map) => map === metaMap || map === layersMap || parseTableMap(map) !== null,
    mayWrite: (map, key) =>
      map === layersMap
        ? /^[^/]+\/state$/.test(key)
        : map !== metaMap && parseTableMap(map)?.kind !== 'segments',
  },
  workspace: {
    isKnownMap: (map) => map === metaMap || collections.some((known) => known === map),
    mayWrite: (map) => map !== metaMap && map !== 'people',
  },
  me: {
    isKnownMap: (map) => map === metaMap || map === meMap,
    mayWrite: (map) => map === meMap,
  },
};
