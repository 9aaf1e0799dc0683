import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  $getSelection,
  $isRangeSelection,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_LOW,
  mergeRegister,
} from 'lexical';
import { useEffect, useState } from 'react';
import { $blockHere, type BlockKind } from './blocks.ts';
import { $linkHere } from './links.ts';

export interface ToolbarState {
  readonly block: BlockKind;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly struck: boolean;
  readonly link: boolean;
}

const nowhere: ToolbarState = {
  block: 'paragraph',
  bold: false,
  italic: false,
  struck: false,
  link: false,
};

const $stateHere = (): ToolbarState => {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return nowhere;
  return {
    block: $blockHere(),
    bold: selection.hasFormat('bold'),
    italic: selection.hasFormat('italic'),
    struck: selection.hasFormat('strikethrough'),
    link: $linkHere() !== null,
  };
};

/** What the line and the letters are where the caret stands. */
export const useToolbarState = (): ToolbarState => {
  const [editor] = useLexicalComposerContext();
  const [state, setState] = useState(nowhere);
  useEffect(
    () =>
      editor.registerUpdateListener(({ editorState }) => {
        const next = editorState.read($stateHere);
        setState((last) => (isSame(last, next) ? last : next));
      }),
    [editor],
  );
  return state;
};

const isSame = (a: ToolbarState, b: ToolbarState): boolean =>
  (Object.keys(a) as (keyof ToolbarState)[]).every((key) => a[key] === b[key]);

/** Whether there is anything of one's own to take back, and to do again. */
export const useUndoState = (): { readonly canUndo: boolean; readonly canRedo: boolean } => {
  const [editor] = useLexicalComposerContext();
  const [canUndo, setCanUndo] = useState(false);
  const [canRedo, setCanRedo] = useState(false);
  useEffect(
    () =>
      mergeRegister(
        editor.registerCommand(
          CAN_UNDO_COMMAND,
          (can) => {
            setCanUndo(can);
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
        editor.registerCommand(
          CAN_REDO_COMMAND,
          (can) => {
            setCanRedo(can);
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
      ),
    [editor],
  );
  return { canUndo, canRedo };
};
