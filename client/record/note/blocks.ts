import {
  $createListItemNode,
  $createListNode,
  $insertList,
  $isListItemNode,
  $isListNode,
  $removeList,
  ListItemNode,
  ListNode,
  type ListType,
} from '@lexical/list';
import {
  $createHeadingNode,
  $createQuoteNode,
  $isHeadingNode,
  $isQuoteNode,
  HeadingNode,
  type HeadingTagType,
  QuoteNode,
} from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import {
  $createParagraphNode,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $isRootOrShadowRoot,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical';

/** What a line of a note can be. */
export type BlockKind = 'paragraph' | 'h1' | 'h2' | 'h3' | 'quote' | ListType;

export { HeadingNode, ListItemNode, ListNode, QuoteNode };

/** What the line is in which the selection begins. */
export const $blockHere = (): BlockKind => {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return 'paragraph';
  const node = selection.anchor.getNode();
  const list = $findMatchingParent(node, $isListNode);
  if (list !== null) return list.getListType();
  const top = $topOf(node);
  if ($isHeadingNode(top)) return shownHeading(top.getTag());
  return $isQuoteNode(top) ? 'quote' : 'paragraph';
};

const $topOf = (node: LexicalNode): LexicalNode =>
  $findMatchingParent(node, ({ __parent }) => __parent === 'root') ?? node;

const shownHeading = (tag: HeadingTagType): BlockKind =>
  tag === 'h1' || tag === 'h2' ? tag : 'h3';

/** Within an update: makes one line at the top of the note (not a list) what is wanted. */
export const $turnInto = (block: ElementNode, kind: BlockKind, start = 1): ElementNode => {
  if (kind === 'bullet' || kind === 'number' || kind === 'check') {
    const item = $createListItemNode(kind === 'check' ? false : undefined);
    item.append(...block.getChildren());
    block.replace($createListNode(kind, start).append(item));
    return item;
  }
  const next = $newBlock(kind);
  next.append(...block.getChildren());
  block.replace(next);
  return next;
};

const $newBlock = (kind: 'paragraph' | 'h1' | 'h2' | 'h3' | 'quote'): ElementNode => {
  if (kind === 'paragraph') return $createParagraphNode();
  return kind === 'quote' ? $createQuoteNode() : $createHeadingNode(kind);
};

/** Within an update: makes the lines of the selection what is wanted; lists end there. */
export const $setBlocks = (kind: BlockKind): void => {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  if (kind === 'bullet' || kind === 'number' || kind === 'check') {
    $insertList(kind);
    return;
  }
  $removeList();
  $setBlocksType($getSelection(), () => $newBlock(kind));
};

/** Headings deeper than three, which come with a paste, are shown and kept as the third. */
export const registerHeadingDepth = (editor: LexicalEditor): (() => void) =>
  editor.registerNodeTransform(HeadingNode, (heading) => {
    if (shownHeading(heading.getTag()) !== heading.getTag()) heading.setTag('h3');
  });

/** The list item that holds the node, and whether it stands first in its list. */
export const $itemOf = (node: LexicalNode): ListItemNode | null =>
  $findMatchingParent(node, $isListItemNode);

export const $isTop = (node: ElementNode): boolean => $isRootOrShadowRoot(node.getParent());
