import { COMMAND_PRIORITY_HIGH, type LexicalEditor, PASTE_COMMAND } from 'lexical';
import { $insertLink, isAddress, toAddress } from './links.ts';

/** UTF-16 units of text in one paste: a book's chapter, and well within what the server takes. */
export const mostPasted = 50_000;
/** Of source text with its tags, which the browser reads through on the main thread. */
const mostSource = 2_000_000;

/**
 * An address that is pasted becomes a link; what is too long is not taken, and `tooLong` says so.
 * The rest is Lexical's: it keeps of a page or a Word text what a note can hold.
 */
export const registerPasting = (
  editor: LexicalEditor,
  tooLong: (length: number) => void,
): (() => void) =>
  editor.registerCommand(
    PASTE_COMMAND,
    (event) => {
      const data = 'clipboardData' in event ? event.clipboardData : null;
      if (data === null) return false;
      const text = data.getData('text/plain');
      const source = data.getData('text/html');
      if (text.length > mostPasted || source.length > mostSource) {
        event.preventDefault();
        tooLong(text.length);
        return true;
      }
      const address = isAddress(text) ? toAddress(text) : null;
      if (address === null) return false;
      event.preventDefault();
      $insertLink(address);
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
