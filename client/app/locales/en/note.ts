import type { Translated } from '../translated.ts';
import type { note as chinese } from '../zh/note.ts';

export const note: Translated<typeof chinese> = {
  label: 'Note',
  toolbar: 'Note formatting',
  placeholder: 'Write something. “# ” starts a heading, “- ” a list, “[] ” a checklist',
  empty: 'No note yet',
  h1: 'Heading 1',
  h2: 'Heading 2',
  h3: 'Heading 3',
  bullet: 'Bulleted list',
  number: 'Numbered list',
  check: 'Checklist',
  quote: 'Quote',
  bold: 'Bold (Ctrl+B)',
  italic: 'Italic (Ctrl+I)',
  struck: 'Strikethrough',
  undo: 'Undo my change (Ctrl+Z)',
  redo: 'Redo (Ctrl+Y)',
  link: {
    set: 'Link (Ctrl+K)',
    address: 'Link to',
    hint: 'A web address, email or phone number. Ctrl+click opens a link',
    wrong: 'This cannot be opened. Enter a web address, email or phone number',
    save: 'Set link',
    open: 'Open',
    remove: 'Remove link',
  },
  tooLong:
    'The pasted text has {{length}} characters, which is too long. Paste at most {{most}} at a time, in several parts.',
  readOnly: 'Read only: you can read this note but not change it. Ask an admin for write access.',
  forbidden:
    'Whoever may read the ledger of this row may read its note. Ask an admin if you need it for your work.',
  notLoaded:
    'The server cannot read this note just now. It tries again by itself; tell an admin if it stays so.',
  notStored:
    'The server cannot store this note just now. What you write stays in this browser and is saved when the server recovers.',
  failed:
    'The editor cannot show this note; another program may have written something it does not know. These are the words in it.',
};
