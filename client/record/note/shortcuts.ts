import {
  $getNodeByKey,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  $isTextNode,
  COLLABORATION_TAG,
  HISTORIC_TAG,
  type LexicalEditor,
} from 'lexical';
import { $isTop, $turnInto, type BlockKind } from './blocks.ts';

/**
 * What a line begins with, as people know it from Markdown, and a space after it. A small table of
 * our own: `@lexical/markdown` would bring a whole importer along.
 */
const beginnings: readonly (readonly [RegExp, BlockKind])[] = [
  [/^#$/, 'h1'],
  [/^##$/, 'h2'],
  [/^###$/, 'h3'],
  [/^[-*+]$/, 'bullet'],
  [/^\d{1,4}[.、．]$/, 'number'],
  [/^(?:[[［【]\s?[\]］】]|[-*]\s\[\s?\])$/, 'check'],
  [/^[>》]$/, 'quote'],
];

/** The kind of line that `text`, with a space typed after it, begins. */
export const kindBegunBy = (text: string): BlockKind | null =>
  beginnings.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Turns a line into what its first characters say, when the space after them is typed. */
export const registerShortcuts = (editor: LexicalEditor): (() => void) =>
  editor.registerUpdateListener(({ tags, dirtyLeaves, editorState, prevEditorState }) => {
    if (tags.has(COLLABORATION_TAG) || tags.has(HISTORIC_TAG) || editor.isComposing()) return;
    const typed = editorState.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
      const { key, offset } = selection.anchor;
      const node = $getNodeByKey(key);
      if (!dirtyLeaves.has(key) || !$isTextNode(node)) return null;
      const text = node.getTextContent().slice(0, offset);
      const block = node.getParent();
      if (!/[ \u3000]$/.test(text) || node.getPreviousSibling() !== null) return null;
      if (!$isParagraphNode(block) || !$isTop(block)) return null;
      const kind = kindBegunBy(text.slice(0, -1));
      return kind === null ? null : { key, kind, length: text.length, mark: text.slice(0, -1) };
    });
    if (typed === null) return;
    // Only what was typed just now: not a line that was so before, and is passed by the caret.
    const before = prevEditorState.read(() => $getNodeByKey(typed.key)?.getTextContent() ?? '');
    if (!before.startsWith(typed.mark) || before.startsWith(typed.mark.padEnd(typed.length)))
      return;
    editor.update(() => {
      const node = $getNodeByKey(typed.key);
      const block = node?.getParent();
      if (!$isTextNode(node) || !$isParagraphNode(block)) return;
      node.spliceText(0, typed.length, '');
      const start = Number.parseInt(typed.mark, 10);
      $turnInto(block, typed.kind, Number.isNaN(start) ? 1 : start).selectStart();
    });
  });
