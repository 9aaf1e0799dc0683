import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { COMMAND_PRIORITY_HIGH, KEY_DOWN_COMMAND, mergeRegister } from 'lexical';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoteCopy } from '../../sync/noteCopy.ts';
import { toast } from '../../ui/toast.ts';
import { registerHeadingDepth } from './blocks.ts';
import { registerComposing } from './composing.ts';
import { registerIndenting } from './indenting.ts';
import { registerLinkPresses, registerLinkSafety } from './links.ts';
import { mostPasted, registerPasting } from './pasting.ts';
import { registerShortcuts } from './shortcuts.ts';
import { registerUndo } from './undoing.ts';

/** Everything that the editor does beside what Lexical's own plugins do. */
export const useNoteBehaviour = (
  copy: NoteCopy,
  mayWrite: boolean,
  onLinkKey: () => void,
): void => {
  const { t } = useTranslation();
  const [editor] = useLexicalComposerContext();
  const latest = useRef({ t, onLinkKey });
  latest.current = { t, onLinkKey };

  useEffect(() => editor.setEditable(mayWrite), [editor, mayWrite]);
  useEffect(
    () =>
      mergeRegister(
        registerComposing(editor, copy),
        registerHeadingDepth(editor),
        registerIndenting(editor),
        registerLinkPresses(editor),
        registerLinkSafety(editor),
        registerShortcuts(editor),
        registerUndo(editor),
        registerPasting(editor, (length) =>
          toast(latest.current.t('note.tooLong', { length, most: mostPasted })),
        ),
        editor.registerCommand(
          KEY_DOWN_COMMAND,
          (event) => {
            const isLinkKey =
              event.key.toLowerCase() === 'k' &&
              (event.ctrlKey || event.metaKey) &&
              !event.altKey &&
              !event.shiftKey;
            if (!isLinkKey || !editor.isEditable()) return false;
            event.preventDefault();
            latest.current.onLinkKey();
            return true;
          },
          COMMAND_PRIORITY_HIGH,
        ),
      ),
    [editor, copy],
  );
};
