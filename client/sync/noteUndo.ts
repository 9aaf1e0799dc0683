import * as Y from 'yjs';

const spared = new WeakSet<Y.UndoManager>();

/**
 * Has an editor's undo take back nothing but what its author wrote. Yjs would take away a
 * paragraph that somebody else has written in since, and Lexical lets text vanish that lost the
 * node which it belonged to; so what holds the words of others stays. And nothing is done again
 * after others have written: it would be put into the midst of their words.
 */
export const sparesOthers = (undoManager: unknown): void => {
  if (!(undoManager instanceof Y.UndoManager) || spared.has(undoManager)) return;
  spared.add(undoManager);
  undoManager.deleteFilter = mayGo;
  undoManager.doc.on('afterTransaction', ({ origin, changed }: Y.Transaction) => {
    const isOwn = origin === undoManager || undoManager.trackedOrigins.has(origin);
    if (!isOwn && changed.size > 0 && undoManager.redoStack.length > 0)
      undoManager.clear(false, true);
  });
};

/** Yjs asks from the end: what an element holds of one's own is gone when the element's turn comes. */
const mayGo = (item: Y.Item): boolean => {
  const { content, parentSub } = item;
  // What stood under the key before has been put back by now, or there was nothing: what a node is
  // came with it, and goes with it. Only a tick comes later.
  if (parentSub !== null) return parentSub === '__checked';
  if (!(content instanceof Y.ContentType)) return true;
  return content.type instanceof Y.Map ? !isFollowedByText(item) : content.type._length === 0;
};

/** In Yjs the letters of a text node stand after it, up to the next node. */
const isFollowedByText = ({ right }: Y.Item): boolean => {
  let next = right;
  while (next !== null && (next.deleted || !next.countable)) next = next.right;
  return next?.content instanceof Y.ContentString;
};
