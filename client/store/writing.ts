import type { LedgerCommand, Miss, NewRow } from '../../shared/model/index.ts';
import type { OpenLedger } from '../sync/openLedgers.ts';
import type { Sync } from '../sync/sync.ts';
import type { Uploading } from '../sync/upload.ts';
import type { Carry, History, Inverse } from './history.ts';
import { routeCommands, type Whereabouts } from './route.ts';
import type { Dispatched, Step, Upload } from './store.ts';

/** More new rows than this in one step are sealed and uploaded instead of being synced one by one. */
export const mostFreshRows = 500;

/** Applies commands and records where they belong, and tells how to take them back. */
export const createCarry =
  (sync: Sync, ledgerOf: (id: string) => OpenLedger | undefined): Carry =>
  ({ ledgers, records }) => {
    const inverse = new Map<string, readonly LedgerCommand[]>();
    const misses: Miss[] = [];
    const undoneRecords =
      records.length > 0 && sync.mayWriteWorkspace !== false
        ? sync.writeRecords(records, 'local')
        : [];
    for (const [id, commands] of ledgers) {
      const ledger = ledgerOf(id);
      if (ledger === undefined || ledger.level !== 'write') continue;
      const applied = ledger.write(commands, 'local');
      if (applied.inverse.length > 0) inverse.set(id, applied.inverse);
      misses.push(...applied.misses);
    }
    return { inverse: { ledgers: inverse, records: undoneRecords }, misses };
  };

/** Does a step as one step of undo. */
export const createDispatch =
  (
    sync: Sync,
    carry: Carry,
    history: History,
    whereabouts: () => Whereabouts,
    newId: () => string,
  ) =>
  (step: Step): Dispatched => {
    // Records go first: where cells go may depend on them.
    const records = carry({ ledgers: new Map(), records: step.records ?? [] }).inverse.records;
    const routed = routeCommands(step.commands, whereabouts());
    const { now, sealed } = separate(routed.commands);
    const { inverse, misses } = carry({ ledgers: now, records: [] });

    const uploads = sealed.map((part) => {
      const layer = newId();
      return { ...part, layer, uploading: sync.upload(part.ledger, part.table, layer, part.rows) };
    });
    const ledgers = new Map(inverse.ledgers);
    for (const { ledger, layer } of uploads)
      ledgers.set(ledger, [
        { type: 'setLayer', layer, state: 'undone' },
        ...(ledgers.get(ledger) ?? []),
      ]);
    const whole: Inverse = { ledgers, records };
    history.add(whole);
    const takeBack = (): void => {
      history.drop(whole);
      carry(whole);
    };
    return {
      misses: [...routed.misses, ...misses],
      upload: uploads.length === 0 ? null : joined(uploads, takeBack),
    };
  };

interface Sealed {
  readonly ledger: string;
  readonly table: string;
  readonly rows: readonly NewRow[];
}

/** Takes large additions out of the commands: by ledger and table, when they are many together. */
const separate = (
  commands: ReadonlyMap<string, readonly LedgerCommand[]>,
): { now: ReadonlyMap<string, readonly LedgerCommand[]>; sealed: readonly Sealed[] } => {
  const sealed = new Map<string, { ledger: string; table: string; rows: NewRow[] }>();
  let count = 0;
  for (const [ledger, list] of commands)
    for (const command of list) {
      if (command.type !== 'addRows') continue;
      const key = `${ledger}/${command.table}`;
      const part = sealed.get(key) ?? { ledger, table: command.table, rows: [] };
      for (const row of command.rows) part.rows.push(row);
      sealed.set(key, part);
      count += command.rows.length;
    }
  if (count <= mostFreshRows) return { now: commands, sealed: [] };
  const now = new Map(
    [...commands].map(([ledger, list]) => [ledger, list.filter(({ type }) => type !== 'addRows')]),
  );
  return { now, sealed: [...sealed.values()] };
};

/** Several uploads as the one that the screen shows. */
const joined = (
  uploads: readonly { readonly rows: readonly NewRow[]; readonly uploading: Uploading }[],
  takeBack: () => void,
): Upload => {
  const total = uploads.reduce((sum, { rows }) => sum + rows.length, 0);
  const shares = uploads.map(() => 0);
  const cancel = (): void => {
    for (const { uploading } of uploads) uploading.cancel();
    takeBack();
  };
  return {
    rows: total,
    onProgress: (listener) => {
      uploads.forEach(({ rows, uploading }, index) => {
        uploading.onProgress((share) => {
          shares[index] = (share * rows.length) / total;
          listener(shares.reduce((sum, part) => sum + part, 0));
        });
      });
    },
    cancel,
    settled: Promise.all(uploads.map(({ uploading }) => uploading.settled)).then(() => {}),
  };
};
