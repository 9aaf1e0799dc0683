import { LinkNode } from '@lexical/link';
import type { InitialConfigType } from '@lexical/react/LexicalComposer';
import { HeadingNode, ListItemNode, ListNode, QuoteNode } from './blocks.ts';
import styles from './NoteText.module.css';

/** What a note can hold: what is pasted becomes one of these, or plain text. */
export const noteNodes = [HeadingNode, QuoteNode, ListNode, ListItemNode, LinkNode];

export const noteTheme: InitialConfigType['theme'] = {
  paragraph: styles.paragraph,
  heading: { h1: styles.h1, h2: styles.h2, h3: styles.h3 },
  quote: styles.quote,
  list: {
    ul: styles.bullets,
    ol: styles.numbers,
    checklist: styles.checks,
    listitem: styles.item,
    listitemChecked: styles.checked,
    listitemUnchecked: styles.unchecked,
    nested: { listitem: styles.nested },
  },
  link: styles.link,
  text: {
    bold: styles.bold,
    italic: styles.italic,
    underline: styles.underline,
    strikethrough: styles.struck,
    underlineStrikethrough: styles.underlinedStruck,
    code: styles.code,
  },
  collaboration: { cursor: styles.cursor, cursorName: styles.cursorName },
};
