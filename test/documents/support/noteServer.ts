import { expect } from 'vitest';
import * as Y from 'yjs';
import type { NotePolicy } from '../../../shared/documents/inspectNote.ts';
import { noteRoot, noteSeed } from '../../../shared/documents/note.ts';

/** Clients from 900 on belong to somebody else, those from 500 on to nobody yet. */
export const notePolicy: NotePolicy = {
  ownerOf: (client) =>
    client === 1 || client >= 900 ? 'other' : client >= 500 ? 'nobody' : 'sender',
  maxBytes: 4_000_000,
  maxStructs: 200_000,
  maxRanges: 200_000,
  maxClients: 10,
  maxDepth: 60,
};

export const docOf = (client: number): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = client;
  return doc;
};

/** A note as the server has it before anybody has written in it. */
export const openNoteServer = (): Y.Doc => {
  const server = docOf(999);
  Y.applyUpdate(server, noteSeed(1));
  noteRoot(server);
  return server;
};

export const expectWhole = (doc: Y.Doc): void => {
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
};
