import { setTimeout } from 'node:timers/promises';
import type * as Y from 'yjs';
import type { Editor, EditorOptions } from './editor.ts';
import { openHocuspocusEditor } from './hocuspocusEditor.ts';
import { atTimes, evenly } from './pace.ts';
import { openSuanpanEditor } from './suanpanEditor.ts';

/** P5's load: one person, who edits a cell and waits for it to be acknowledged. */
export interface OpenEditor extends Omit<EditorOptions, 'onAcknowledged'> {
  readonly contender: 'ours' | 'A';
  readonly rows: readonly string[];
  readonly column: string;
}

interface Alone extends Pick<OpenEditor, 'rows' | 'column'> {
  readonly editor: Editor;
  /** Of the updates so far. */
  bytes: number;
  edits: number;
}

let alone: Alone;

export const openAlone = async (options: OpenEditor): Promise<void> => {
  const open = options.contender === 'ours' ? openSuanpanEditor : openHocuspocusEditor;
  const editor = await open({ ...options, onAcknowledged: () => {} });
  alone = { ...options, editor, bytes: 0, edits: 0 };
  editor.doc.on('update', (update: Uint8Array, _: unknown, _doc: Y.Doc, by: Y.Transaction) => {
    if (by.local) alone.bytes += update.byteLength;
  });
};

const editNext = (): void => {
  const { editor, rows, column } = alone;
  const number = alone.edits++;
  // A step that shares no factor with the number of rows, so that edits lie apart.
  editor.setCell(rows[(number * 389) % rows.length]!, column, `edit ${number}`);
};

/** Edits so many cells, `pause` ms after each was acknowledged. Answers the bytes of their updates. */
export const editAlone = async (input: {
  readonly edits: number;
  readonly pause: number;
}): Promise<number> => {
  const { editor } = alone;
  const before = alone.bytes;
  for (let edit = 0; edit < input.edits; edit++) {
    editNext();
    while (editor.acknowledged < alone.edits) await setTimeout(1);
    await setTimeout(input.pause);
  }
  return alone.bytes - before;
};

/** Edits so many cells a second, and waits until all are acknowledged. */
export const editOn = async (input: {
  readonly perSecond: number;
  readonly seconds: number;
}): Promise<number> => {
  const { editor } = alone;
  const before = alone.bytes;
  await atTimes(evenly(input.perSecond, input.seconds), editNext);
  while (editor.acknowledged < alone.edits) await setTimeout(1);
  return alone.bytes - before;
};
