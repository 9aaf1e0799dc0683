import * as Y from 'yjs';
import type { LedgerCommand, SetRecord } from '../../shared/model/index.ts';
import type { DocumentName } from '../../shared/protocol/documents.ts';
import { generationOf } from './documentLink.ts';
import { recoverEntries } from './recovery.ts';
import type { DocumentHost } from './syncedDocument.ts';
import type { UnsavedEdits } from './unsavedEdits.ts';
import type { Waiting } from './waiting.ts';

/** Commands that were written into a document: what lost its copy goes to the server's recovery. */
export interface WrittenEdits extends UnsavedEdits {
  /** Notes in the journal what was just written to `copy`. */
  add(copy: Y.Doc, commands: readonly (LedgerCommand | SetRecord)[]): void;
}

type WrittenHost = Pick<DocumentHost, 'api' | 'journal' | 'user' | 'tab' | 'newId' | 'now'>;

export const createWrittenEdits = (
  name: DocumentName,
  { api, journal, user, tab, newId, now }: WrittenHost,
  waiting: Waiting,
): WrittenEdits => {
  const inCopy = (copy: Y.Doc) =>
    journal.written(name).filter(({ client }) => client === copy.clientID);
  const remove = (entries: readonly { readonly id: string }[]): void =>
    journal.remove(entries.map(({ id }) => id));
  return {
    add: (copy, commands) => {
      if (commands.length === 0) return;
      journal.add({
        kind: 'written',
        id: newId(),
        document: name,
        user,
        tab,
        at: now(),
        commands,
        generation: generationOf(copy),
        client: copy.clientID,
        clock: Y.getState(copy.store, copy.clientID),
        outcome: null,
      });
    },
    stored: (client, clock) =>
      remove(
        journal.written(name).filter((entry) => entry.client === client && entry.clock <= clock),
      ),
    settled: (copy) => remove(inCopy(copy)),
    standIn: (copy) => inCopy(copy).length > 0,
    // The server's recovery finds out which of them can be applied.
    refused: () => {},
    handIn: (current) => {
      const lost = journal.written(name).filter(({ client }) => client !== current?.clientID);
      return recoverEntries(api, journal, lost, waiting);
    },
  };
};
