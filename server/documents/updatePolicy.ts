import type { UpdatePolicy } from '../../shared/documents/inspect.ts';
import { layersMap, meMap, metaMap, parseTableMap } from '../../shared/documents/names.ts';
import { collections } from '../../shared/model/index.ts';
import type { DocumentAddress } from '../../shared/protocol/documents.ts';
import type { RetiredClients } from './retiredClients.ts';
import { serverClient } from './serverClient.ts';

/** Decoded, an update may take fifty times its bytes. Larger pastes come as segments. */
const maxBytes = 4 * 1024 * 1024;
const maxStructs = 200_000;
/** Each time that a page was opened and written in while offline brings an id of its own. */
const maxClients = 100;
/** Three for each table. */
const maxMaps = 1_500;

/** What `user` may do to a document of this kind with an update, rights to write provided. */
export const updatePolicy = (
  kind: DocumentAddress['kind'],
  user: string,
  owners: ReadonlyMap<number, string | null>,
  retired: RetiredClients,
): UpdatePolicy => ({
  ...maps[kind],
  ownerOf: (client) => {
    if (client === serverClient || retired.has(client)) return 'other';
    const owner = owners.get(client);
    return owner === undefined ? 'nobody' : owner === user ? 'sender' : 'other';
  },
  maxBytes,
  maxStructs,
  maxClients,
  maxMaps,
});

const maps: Record<DocumentAddress['kind'], Pick<UpdatePolicy, 'isKnownMap' | 'mayWrite'>> = {
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
  note: { isKnownMap: (map) => map === metaMap, mayWrite: () => false },
};
