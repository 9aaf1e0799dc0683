import type { Awareness } from 'y-protocols/awareness';
import type { Presence } from '../../shared/protocol/documents.ts';
import type { OpenLedger } from './openLedgers.ts';

/** Who else is in the ledgers that are open here, and where this person is. */
export interface Presences {
  /** The same array until it changes; one entry a tab of each other person. */
  others(): readonly Presence[];
  /** Where this person is; `ledger` is the one of the cell's row. */
  set(ledger: string | null, cell: Presence['cell'], typing: boolean): void;
  /** Ledgers came or went, or were linked anew. */
  follow(ledgers: readonly OpenLedger[]): void;
}

export const createPresences = (user: string, changed: () => void): Presences => {
  const followed = new Map<string, Awareness>();
  let place: { ledger: string | null; cell: Presence['cell']; typing: boolean } = {
    ledger: null,
    cell: null,
    typing: false,
  };
  let others: readonly Presence[] | null = null;

  const forget = (): void => {
    others = null;
    changed();
  };
  const say = (ledger: string, awareness: Awareness): void => {
    const isHere = place.ledger === ledger;
    const next: Presence = {
      user,
      cell: isHere ? place.cell : null,
      typing: isHere && place.typing,
    };
    const said = awareness.getLocalState();
    if (said === null || JSON.stringify(said) !== JSON.stringify(next))
      awareness.setLocalState(next);
  };

  return {
    others: () => {
      others ??= [...followed.values()].flatMap((awareness) => othersIn(awareness, user));
      return others;
    },
    set: (ledger, cell, typing) => {
      place = { ledger, cell, typing };
      for (const [id, awareness] of followed) say(id, awareness);
    },
    follow: (ledgers) => {
      const ids = new Set(ledgers.map(({ id }) => id));
      for (const id of followed.keys()) if (!ids.has(id) && followed.delete(id)) forget();
      for (const { id, document } of ledgers) {
        const { awareness } = document;
        if (followed.get(id) === awareness) continue;
        followed.set(id, awareness);
        awareness.on('change', forget);
        say(id, awareness);
        forget();
      }
    },
  };
};

const othersIn = (awareness: Awareness, self: string): Presence[] =>
  [...awareness.getStates()].flatMap(([client, state]) => {
    const presence = client === awareness.clientID ? null : readPresence(state);
    return presence === null || presence.user === self ? [] : [presence];
  });

/** Other programs may say anything about themselves. */
const readPresence = (state: unknown): Presence | null => {
  const { user, cell, typing } = state as Partial<Record<keyof Presence, unknown>>;
  if (typeof user !== 'string') return null;
  return { user, cell: readCell(cell), typing: typing === true };
};

const readCell = (cell: unknown): Presence['cell'] => {
  if (typeof cell !== 'object' || cell === null) return null;
  const { table, row, column } = cell as Record<string, unknown>;
  return typeof table === 'string' && typeof row === 'string' && typeof column === 'string'
    ? { table, row, column }
    : null;
};
