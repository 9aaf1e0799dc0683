import {
  COMMAND_PRIORITY_LOW,
  type LexicalEditor,
  mergeRegister,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { sparesOthers } from '../../sync/noteUndo.ts';

/** Where the collaboration plugin publishes the undo manager that it makes. */
const undoManagerKey = Symbol.for('@lexical/yjs/UndoManager');

/** Before the plugin undoes: only what is one's own may go. */
export const registerUndo = (editor: LexicalEditor): (() => void) => {
  const prepare = (): boolean => {
    sparesOthers(Reflect.get(editor, undoManagerKey));
    return false;
  };
  return mergeRegister(
    editor.registerCommand(UNDO_COMMAND, prepare, COMMAND_PRIORITY_LOW),
    editor.registerCommand(REDO_COMMAND, prepare, COMMAND_PRIORITY_LOW),
  );
};
