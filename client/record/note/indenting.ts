import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  INDENT_CONTENT_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  OUTDENT_CONTENT_COMMAND,
} from 'lexical';
import { $itemOf } from './blocks.ts';

const deepest = 4;

/**
 * Tab moves a list item under the one before it, Shift+Tab out again. Where it cannot, Tab goes on
 * to the next control, as it does everywhere in the program.
 */
export const registerIndenting = (editor: LexicalEditor): (() => void) =>
  editor.registerCommand(
    KEY_TAB_COMMAND,
    (event) => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return false;
      const item = $itemOf(selection.anchor.getNode());
      if (item === null) return false;
      const depth = item.getIndent();
      const isFirst = item.getPreviousSibling() === null;
      if (event.shiftKey ? depth === 0 : isFirst || depth >= deepest) return false;
      event.preventDefault();
      return editor.dispatchCommand(
        event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND,
        undefined,
      );
    },
    COMMAND_PRIORITY_LOW,
  );
