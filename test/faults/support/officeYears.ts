import { ulid } from 'ulid';
import type { LiveDocument } from '../../../server/documents/index.ts';
import { forgeUpdate } from '../../documents/support/forgeUpdate.ts';

/** People at work on one ledger, day after day, as its document hears of them. */
export interface Office {
  /** One thing that somebody does today, as an update of his tab. */
  act(live: LiveDocument, at: number): void;
  /** Everybody goes home; tomorrow they open new tabs. */
  endDay(): void;
  /** What the office remembers of a row: column → value, for what it wrote last. */
  readonly remembered: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

const table = 'customers';
const columns = ['name', 'phone', 'city', 'note', 'intent', 'amount', 'owner', 'next', 'source'];
/** In so many rows only what was written last is remembered: enough to find a loss. */
const watchedRows = 2_000;

/** A tab: what it says is written by hand, since two hundred Yjs documents are not needed here. */
interface Tab {
  readonly user: string;
  readonly client: number;
  clock: number;
}

/** `rows`: ids of rows that are there. `random` gives numbers from 0 to below 1. */
export const openOffice = (
  people: number,
  rows: readonly string[],
  random: () => number,
): Office => {
  const known = [...rows];
  const remembered = new Map<string, Record<string, unknown>>();
  for (const row of rows.slice(0, watchedRows)) remembered.set(row, {});
  let tabs = new Map<number, Tab>();

  const tabOfSomebody = (): Tab => {
    const person = Math.floor(random() * people);
    const tab = tabs.get(person) ?? {
      user: `person${person}`,
      client: 10 + Math.floor(random() * 0x7fff_ffff) * 2,
      clock: 0,
    };
    tabs.set(person, tab);
    return tab;
  };

  const write = (live: LiveDocument, map: string, key: string, value: unknown): void => {
    const tab = tabOfSomebody();
    const seen = live.doc.share.get(map)?._map.get(key)?.lastId;
    const struct = seen === undefined ? { map, key, value } : { origin: seen, key, value };
    const clients = [{ client: tab.client, clock: tab.clock++, structs: [struct] }];
    const received = live.receive(forgeUpdate({ clients }), tab.user);
    if (!received.ok) throw new Error(`a good update was refused: ${received.reason}`);
  };

  const someRow = (): string => known[Math.floor(random() * known.length)]!;

  const addRow = (live: LiveDocument, at: number): void => {
    const id = ulid(at);
    const values = {
      name: `客户 ${Math.floor(random() * 1e6)}`,
      phone: '13800000000',
      city: '杭州',
    };
    write(live, `rows:${table}`, id, values);
    known.push(id);
  };
  const followUp = (live: LiveDocument, at: number): void => {
    const values = {
      customer: [someRow()],
      kind: 'call',
      summary: `谈了 ${Math.floor(random() * 1e6)}`,
    };
    write(live, 'rows:followUps', ulid(at), values);
  };
  const deleteRow = (live: LiveDocument, at: number): void => {
    const place = Math.floor(random() * known.length);
    const row = known[place]!;
    known[place] = known.at(-1)!;
    known.pop();
    remembered.delete(row);
    write(live, `cells:${table}`, `${row}/$deleted`, at);
  };
  const tag = (live: LiveDocument): void => {
    const member = `tag${Math.floor(random() * 12)}`;
    write(live, `cells:${table}`, `${someRow()}/tags/${member}`, random() < 0.7);
  };
  const setCell = (live: LiveDocument): void => {
    const row = someRow();
    const column = columns[Math.floor(random() * columns.length)]!;
    const value =
      column === 'amount' ? Math.floor(random() * 1e6) : `值 ${Math.floor(random() * 1e6)}`;
    write(live, `cells:${table}`, `${row}/${column}`, value);
    const memory = remembered.get(row);
    if (memory !== undefined) memory[column] = value;
  };

  return {
    act: (live, at) => {
      const what = random();
      if (what < 0.78) setCell(live);
      else if (what < 0.88) tag(live);
      else if (what < 0.92) addRow(live, at);
      else if (what < 0.97) followUp(live, at);
      else deleteRow(live, at);
    },
    endDay: () => {
      tabs = new Map();
    },
    remembered,
  };
};
