import type { Workspace } from '../../shared/documents/index.ts';
import type { Presence } from '../../shared/protocol/documents.ts';
import type { LedgerOpened, PresentPerson, SessionSnapshot, TableListed } from '../app/session.ts';
import type { Sync } from '../sync/sync.ts';
import type { UnionTable } from './unionTable.ts';

interface Sources {
  readonly sync: Sync;
  readonly isReady: () => boolean;
  readonly mayWriteTables: () => boolean;
  readonly defaultLedger: () => string | null;
  readonly table: (id: string) => UnionTable;
}

/** The session's snapshot: the same object, and the same parts, until something changed. */
export interface SessionSnapshots {
  current(): SessionSnapshot;
  /** Something may have changed: looked at again when next asked for. */
  renew(): void;
}

export const createSessionSnapshots = (sources: Sources): SessionSnapshots => {
  const { sync } = sources;
  const { workspace } = sync;
  let last: SessionSnapshot | null = null;
  let isFresh = false;

  const look = (): SessionSnapshot => {
    const ledgers = ledgersOpened(sync);
    const defaultLedger = sources.defaultLedger();
    return {
      ready: sync.hasWorkspace,
      saved: same(last?.saved, sync.saved()),
      people: same(last?.people, presentPeople(sync.others(), workspace)),
      everyone: workspace.people(),
      tables: same(last?.tables, tablesListed(sources)),
      // A table that one could not write a row into would stay empty.
      mayEditTables: sources.mayWriteTables() && (ledgers === null || defaultLedger !== null),
      ledgers: same(last?.ledgers, ledgers),
      defaultLedger,
    };
  };

  return {
    current: () => {
      if (last !== null && isFresh) return last;
      isFresh = true;
      const next = look();
      if (last === null || partsDiffer(last, next)) last = next;
      return last;
    },
    renew: () => {
      isFresh = false;
    },
  };
};

const partsDiffer = (a: SessionSnapshot, b: SessionSnapshot): boolean =>
  (Object.keys(a) as (keyof SessionSnapshot)[]).some((part) => a[part] !== b[part]);

const same = <T>(known: T | undefined, next: T): T =>
  known !== undefined && JSON.stringify(known) === JSON.stringify(next) ? known : next;

const ledgersOpened = (sync: Sync): readonly LedgerOpened[] | null =>
  sync.ledgers()?.map(({ id, name, level }) => ({ id, name, level })) ?? null;

const tablesListed = ({ sync, isReady, table }: Sources): readonly TableListed[] =>
  sync.workspace.tables().map(({ id, kind, name }) => ({
    id,
    kind,
    name,
    rowCount: isReady() ? table(id).listedCount : null,
  }));

/** One entry a person, however many tabs and ledgers they are in. */
const presentPeople = (
  others: readonly Presence[],
  workspace: Workspace,
): readonly PresentPerson[] => {
  const people = new Map<string, PresentPerson>();
  for (const { user, typing } of others) {
    const person = workspace.person(user);
    if (person === undefined) continue;
    const known = people.get(user);
    const { id, name, color } = person;
    people.set(user, { id, name, color, typing: typing || known?.typing === true });
  }
  return [...people.values()];
};
