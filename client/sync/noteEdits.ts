import * as Y from 'yjs';
import type { DocumentName } from '../../shared/protocol/documents.ts';
import { generationOf } from './documentLink.ts';
import type { NoteEntry } from './journalEntry.ts';
import type { DocumentHost } from './syncedDocument.ts';
import type { UnsavedEdits } from './unsavedEdits.ts';

/**
 * Edits of a note. What lost its copy is brought into the next one, since it says itself where in
 * the note it belongs; only what the server would not take becomes something to settle.
 */
export interface NoteEdits extends UnsavedEdits {
  /** Notes in the journal an update that was just applied to `copy`. */
  add(copy: Y.Doc, update: Uint8Array): void;
  /** Something waits here for a copy to stand in. */
  areHomeless(copy: Y.Doc): boolean;
  /** There is no way to the server for them any more. */
  refuse(): void;
}

type NoteHost = Pick<DocumentHost, 'journal' | 'user' | 'tab' | 'newId' | 'now'>;

/** Entries are put together when there are more, so that each key costs the same. */
const mostEntries = 40;
/** The right to write may have been withdrawn and given back; what is wrong stays wrong. */
const mostRefusals = 2;

/** Where edits come from that a dead copy left, for whoever listens to the document. */
const recovered = 'recovered';

export const createNoteEdits = (
  name: DocumentName,
  { journal, user, tab, newId, now }: NoteHost,
  mayWrite: () => boolean | null,
): NoteEdits => {
  const inCopy = (copy: Y.Doc) =>
    journal.notes(name).filter(({ client }) => client === copy.clientID);
  const homeless = (copy: Y.Doc | null) =>
    journal.notes(name).filter(({ client }) => client !== copy?.clientID);
  const remove = (entries: readonly NoteEntry[]): void =>
    journal.remove(entries.map(({ id }) => id));

  /** Puts one entry in the place of several. */
  const replace = (entries: readonly NoteEntry[], change: Partial<NoteEntry>): void => {
    const [first, ...others] = entries;
    if (first === undefined) return;
    const update = Y.mergeUpdates(entries.map((entry) => entry.update));
    journal.add({ ...first, update, ...change });
    remove(others);
  };
  const judgeRefused = (entries: readonly NoteEntry[]): void =>
    replace(entries, { outcome: 'refused' });

  const bringInto = (copy: Y.Doc, lost: readonly NoteEntry[]): void => {
    const { news, hasGap } = newsIn(lost, copy);
    remove(lost.filter((entry) => !news.includes(entry)));
    if (news.length === 0) return;
    const isRefused = news.some(({ refusals }) => refusals >= mostRefusals);
    if (hasGap || isRefused || mayWrite() === false) judgeRefused(news);
    else {
      Y.applyUpdate(copy, Y.mergeUpdates(news.map((entry) => entry.update)), recovered);
      replace(news, { client: copy.clientID });
    }
  };

  return {
    add: (copy, update) => {
      const { clientID: client } = copy;
      const generation = generationOf(copy);
      const entry = { kind: 'note', id: newId(), document: name, user, tab, at: now() } as const;
      journal.add({ ...entry, update, generation, client, refusals: 0, outcome: null });
      const standing = inCopy(copy);
      if (standing.length > mostEntries) replace(standing, {});
    },
    areHomeless: (copy) => homeless(copy).length > 0,
    refuse: () => judgeRefused(journal.notes(name)),

    // Deletions have no clocks: only a settled link tells that they are stored.
    stored: () => {},
    settled: (copy) => remove(inCopy(copy)),
    standIn: (copy) => inCopy(copy).length > 0,
    refused: (copy) => {
      for (const entry of inCopy(copy)) journal.add({ ...entry, refusals: entry.refusals + 1 });
    },
    handIn: async (current) => {
      if (current === null) return true;
      const generation = generationOf(current);
      const lost = homeless(current);
      const lives = new Set(lost.map((entry) => entry.generation));
      for (const life of lives) {
        const entries = lost.filter((entry) => entry.generation === life);
        // Of another life of the note, in which nothing is where it was.
        if (life !== null && life !== generation) judgeRefused(entries);
        else bringInto(current, entries);
      }
      return true;
    },
  };
};

/** Those that the copy does not have yet, and whether they build on something that it has not. */
const newsIn = (
  entries: readonly NoteEntry[],
  copy: Y.Doc,
): { readonly news: readonly NoteEntry[]; readonly hasGap: boolean } => {
  const trial = new Y.Doc();
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(copy));
  let isNews = false;
  trial.on('update', () => {
    isNews = true;
  });
  const news = entries.filter(({ update }) => {
    isNews = false;
    Y.applyUpdate(trial, update);
    return isNews || hasPending(trial);
  });
  const hasGap = hasPending(trial);
  trial.destroy();
  return { news, hasGap };
};

const hasPending = ({ store }: Y.Doc): boolean =>
  store.pendingStructs !== null || store.pendingDs !== null;
