import { setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import { seededRandom } from '../../../shared/sample/index.ts';
import type { Editor } from './editor.ts';
import { openListener } from './listener.ts';
import { atTimes } from './pace.ts';

import { type Spread, spreadOf } from './spread.ts';
import { openSuanpanEditor } from './suanpanEditor.ts';
import { openWebsocketEditor } from './websocketEditor.ts';

/** P4's load: many have a document open, some of them edit it; each edit is timed until all see it. */
export interface SightingsLoad {
  readonly contender: 'ours' | 'W';
  readonly url: string;
  readonly document: string;
  /** Clients take turns with these: a person has so many pages open at most. */
  readonly headers: readonly Readonly<Record<string, string>>[];
  readonly editors: number;
  readonly listeners: number;
  /** Of each editor. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Before these, edited all the same. */
  readonly warmUpSeconds: number;
  readonly rows: readonly string[];
  readonly column: string;
  readonly seed: number;
}

export interface Sightings {
  /** ms from when an edit was due until the last of the others had it. */
  readonly byAll: Spread;
  /** The same until each of the others had it. */
  readonly byEach: Spread;
}

/** An edit that some do not see yet. */
interface Edit {
  readonly due: number;
  readonly isMeasured: boolean;
  unseen: number;
}

const patience = 20_000;
/** So many connect at once. */
const batch = 20;

export const timeSightings = async (load: SightingsLoad): Promise<Sightings> => {
  // Each stock provider of W listens for the end of the process.
  process.setMaxListeners(0);
  /** Yjs client → its first clock, and its edits, one struct each. */
  const edits = new Map<number, { readonly from: number; readonly made: Edit[] }>();
  const byAll: number[] = [];
  const byEach: number[] = [];
  let underWay = 0;

  /** Somebody has this update, which may hold the edits of several. */
  const see = (update: Uint8Array): void => {
    const now = performance.now();
    for (const struct of Y.decodeUpdate(update).structs) {
      if (struct instanceof Y.Skip) continue;
      const { id, length } = struct;
      const written = edits.get(id.client);
      for (let at = id.clock; written !== undefined && at < id.clock + length; at++) {
        const edit = written.made[at - written.from];
        if (edit === undefined) throw new RangeError('an update holds what nobody wrote');
        edit.unseen--;
        if (edit.unseen < 0) throw new RangeError('somebody was sent an edit twice');
        if (edit.isMeasured) byEach.push(now - edit.due);
        if (edit.unseen > 0) continue;
        underWay--;
        if (edit.isMeasured) byAll.push(now - edit.due);
      }
    }
  };

  const headersOf = (index: number): Readonly<Record<string, string>> =>
    load.headers[index % load.headers.length]!;

  const openEditor = async (index: number): Promise<Editor> => {
    const options = { ...load, headers: headersOf(index), onAcknowledged: () => {} };
    const editor = await (load.contender === 'ours'
      ? openSuanpanEditor(options)
      : openWebsocketEditor(options));
    const { doc } = editor;
    edits.set(doc.clientID, { from: Y.getState(doc.store, doc.clientID), made: [] });
    doc.on(
      'update',
      (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
        if (!local) see(update);
      },
    );
    return editor;
  };

  const listen = (index: number): Promise<unknown> =>
    openListener(
      load.contender === 'ours'
        ? {
            url: `${load.url}/sync`,
            headers: headersOf(index),
            session: {
              address: `${load.document}\0${index}`,
              token: JSON.stringify({ generation: null }),
            },
            onUpdate: see,
          }
        : { url: `${load.url}/${load.document}`, headers: {}, session: null, onUpdate: see },
    );

  const editors = await inBatches(load.editors, openEditor);
  await inBatches(load.listeners, (index) => listen(load.editors + index));

  const times = manyHands(load);
  await atTimes(
    times.map(({ dueAt }) => dueAt),
    (index, due) => {
      const { doc, setCell } = editors[times[index]!.hand]!;
      const edit: Edit = {
        due,
        isMeasured: times[index]!.dueAt >= load.warmUpSeconds * 1_000,
        unseen: load.editors + load.listeners - 1,
      };
      underWay++;
      edits.get(doc.clientID)!.made.push(edit);
      setCell(load.rows[index % load.rows.length]!, load.column, `edit ${index}`);
    },
  );
  const giveUpAt = performance.now() + patience;
  while (underWay > 0) {
    if (performance.now() > giveUpAt) throw new Error(`${underWay} edits were not seen by all`);
    await setTimeout(10);
  }
  return { byAll: spreadOf(byAll), byEach: spreadOf(byEach) };
};

/** Each editor's edits, evenly often but at a moment of its own each time; in order. */
const manyHands = ({
  editors,
  perSecond,
  seconds,
  warmUpSeconds,
  seed,
}: SightingsLoad): readonly { readonly dueAt: number; readonly hand: number }[] => {
  const random = seededRandom(seed);
  const turns = perSecond * (warmUpSeconds + seconds);
  return Array.from({ length: turns * editors }, (_, index) => ({
    dueAt: ((Math.floor(index / editors) + random()) * 1_000) / perSecond,
    hand: index % editors,
  })).sort((one, other) => one.dueAt - other.dueAt);
};

const inBatches = async <T>(count: number, open: (index: number) => Promise<T>): Promise<T[]> => {
  const opened: T[] = [];
  while (opened.length < count) {
    const many = Math.min(batch, count - opened.length);
    opened.push(
      ...(await Promise.all(Array.from({ length: many }, (_, at) => open(opened.length + at)))),
    );
  }
  return opened;
};
