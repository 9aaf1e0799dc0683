import type { LexicalEditor } from 'lexical';
import type { NoteCopy } from '../../sync/noteCopy.ts';

/**
 * What others write waits while an input method composes: a text that changes under it would end
 * the composition, and half a word would stay.
 */
export const registerComposing = (editor: LexicalEditor, copy: NoteCopy): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const began = (): void => {
    clearTimeout(timer);
    copy.hold();
  };
  // The input event with the chosen word may still follow.
  const ended = (): void => {
    clearTimeout(timer);
    timer = setTimeout(copy.release);
  };
  const stop = editor.registerRootListener((root, before) => {
    before?.removeEventListener('compositionstart', began);
    before?.removeEventListener('compositionend', ended);
    before?.removeEventListener('blur', ended);
    root?.addEventListener('compositionstart', began);
    root?.addEventListener('compositionend', ended);
    root?.addEventListener('blur', ended);
  });
  return () => {
    stop();
    clearTimeout(timer);
    copy.release();
  };
};
