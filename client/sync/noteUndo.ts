import * as Y from 'yjs';

/**
 * Has an editor's undo take back nothing but what its author wrote. Yjs would take away a
 * paragraph that somebody else has written in since, and Lexical lets text vanish that lost the
 * node which it belonged to; so what holds the words of others stays.
 */
export const sparesOthers = (undoManager: unknown): void => {
  if (undoManager instanceof Y.UndoManager) undoManager.deleteFilter = mayGo;
};

/** Yjs asks from the end: what an element holds of one's own is gone when the element's turn comes. */
const mayGo = (item: Y.Item): boolean => {
  const { content, parentSub, left } = item;
  // What a node is came with the node, and goes with it. A tick may be the first.
  if (parentSub !== null) return left !== null || parentSub === '__checked';
  if (!(content instanceof Y.ContentType)) return true;
  return content.type instanceof Y.Map ? !isFollowedByText(item) : content.type._length === 0;
};

/** In Yjs the letters of a text node stand after it, up to the next node. */
const isFollowedByText = ({ right }: Y.Item): boolean => {
  let next = right;
  while (next !== null && (next.deleted || !next.countable)) next = next.right;
  return next?.content instanceof Y.ContentString;
};
