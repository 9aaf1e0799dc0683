import { LinkNode } from '@lexical/link';
import { ListItemNode, ListNode } from '@lexical/list';
import { HeadingNode, QuoteNode } from '@lexical/rich-text';
import {
  createBinding,
  createUndoManager,
  type Provider,
  syncLexicalUpdateToYjs,
  syncYjsChangesToLexical,
} from '@lexical/yjs';
import { $getRoot, createEditor, type LexicalEditor, SKIP_COLLAB_TAG } from 'lexical';
import type * as Y from 'yjs';

/** A real editor without a screen, bound to a note as the one in the browser is. */
export interface LexicalNote {
  readonly doc: Y.Doc;
  readonly editor: LexicalEditor;
  /** Runs `change` in the editor and in the document. */
  update(change: () => void): void;
  /** Lets the editor take in what came from others. */
  settle(): void;
  /** What the editor has, as plain text. */
  text(): string;
  /** What the editor has, as JSON. */
  json(): string;
  readonly undoManager: Y.UndoManager;
}

export const lexicalNote = (doc: Y.Doc): LexicalNote => {
  const editor = createEditor({
    nodes: [HeadingNode, QuoteNode, ListNode, ListItemNode, LinkNode],
    onError: (error) => {
      throw error;
    },
  });
  const binding = createBinding(editor, silent, 'note', doc, new Map([['note', doc]]));
  editor.registerUpdateListener(
    ({ prevEditorState, editorState, dirtyElements, dirtyLeaves, normalizedNodes, tags }) => {
      if (tags.has(SKIP_COLLAB_TAG)) return;
      syncLexicalUpdateToYjs(
        binding,
        silent,
        prevEditorState,
        editorState,
        dirtyElements,
        dirtyLeaves,
        normalizedNodes,
        tags,
      );
    },
  );
  const undoManager = createUndoManager(binding, binding.root.getSharedType());
  binding.root.getSharedType().observeDeep((events, { origin }) => {
    if (origin !== binding)
      syncYjsChangesToLexical(binding, silent, events, origin === undoManager, () => {});
  });
  // Reading commits what is pending, by itself: an update would be taken for a part of it.
  const settle = (): void => editor.read(() => {});
  return {
    doc,
    editor,
    settle,
    update: (change) => editor.update(change, { discrete: true }),
    text: () => {
      settle();
      return editor.read(() => $getRoot().getTextContent());
    },
    json: () => {
      settle();
      return JSON.stringify(editor.getEditorState());
    },
    undoManager,
  };
};

const silent = {
  awareness: {
    getLocalState: () => null,
    getStates: () => new Map(),
    setLocalState: () => {},
    setLocalStateField: () => {},
    on: () => {},
    off: () => {},
  },
  connect: () => {},
  disconnect: () => {},
  on: () => {},
  off: () => {},
} as unknown as Provider;
