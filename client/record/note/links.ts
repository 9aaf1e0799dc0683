import { $createLinkNode, $isLinkNode, $toggleLink, LinkNode } from '@lexical/link';
import {
  $createTextNode,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  type BaseSelection,
  type LexicalEditor,
} from 'lexical';

/**
 * The address that a person means: with its scheme, or null for what must not be opened
 * (`javascript:`, `file:` …) or is no address.
 */
export const toAddress = (typed: string): string | null => {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  if (/^(mailto|tel):[^:]+$/i.test(text)) return text;
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(text)) return `mailto:${text}`;
  if (/^\+?[\d-]{6,20}$/.test(text)) return `tel:${text}`;
  // What stands before a colon is a scheme, unless a port follows.
  if (/^https?:\/\//i.test(text)) return hasHost(text) ? text : null;
  return /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) || !hasHost(`https://${text}`)
    ? null
    : `https://${text}`;
};

const hasHost = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && (hostname.includes('.') || hostname === 'localhost');
};

/** Whether a whole pasted text is one address, as a browser's address bar gives it. */
export const isAddress = (text: string): boolean =>
  /^(https?:\/\/|mailto:|tel:)\S+$/i.test(text.trim()) && toAddress(text) !== null;

/** Opens an address beside this page, which it learns nothing of. */
export const openAddress = (address: string): void => {
  const allowed = toAddress(address);
  if (allowed !== null) window.open(allowed, '_blank', 'noopener,noreferrer');
};

/** The link in which the caret stands, or which the selection begins in. */
export const $linkHere = (): LinkNode | null => {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  return $findMatchingParent(selection.anchor.getNode(), $isLinkNode);
};

const attributes = { rel: 'noopener noreferrer', target: '_blank' } as const;

/** Makes what is selected lead to `address`; with nothing selected, the address is its own text. */
export const setLink = (
  editor: LexicalEditor,
  selection: BaseSelection | null,
  address: string,
): void =>
  editor.update(() => {
    if (selection !== null) $setSelection(selection.clone());
    const here = $linkHere();
    if (here !== null) here.setURL(address);
    else $insertLink(address);
  });

/** Within an update. */
export const $insertLink = (address: string): void => {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  if (!selection.isCollapsed()) {
    $toggleLink(address, attributes);
    return;
  }
  const link = $createLinkNode(address, attributes);
  const shown = address.replace(/^(mailto|tel):/, '');
  selection.insertNodes([link.append($createTextNode(shown))]);
};

export const removeLink = (editor: LexicalEditor, selection: BaseSelection | null): void =>
  editor.update(() => {
    if (selection !== null) $setSelection(selection.clone());
    const link = $linkHere();
    if (link !== null) $unwrap(link);
  });

const $unwrap = (link: LinkNode): void => {
  for (const child of link.getChildren()) link.insertBefore(child);
  link.remove();
};

/** Links that lead nowhere allowed become plain text when they are pasted. */
export const registerLinkSafety = (editor: LexicalEditor): (() => void) =>
  editor.registerNodeTransform(LinkNode, (link) => {
    if (toAddress(link.getURL()) === null) $unwrap(link);
  });

/**
 * While one may write, a press puts the caret into a link, and Ctrl or ⌘ opens it; a reader's
 * press opens it at once.
 */
export const registerLinkPresses = (editor: LexicalEditor): (() => void) => {
  const pressed = (event: MouseEvent): void => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    if (anchor === null) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.button === 1 || !editor.isEditable())
      openAddress(anchor.getAttribute('href') ?? '');
  };
  return editor.registerRootListener((root, before) => {
    for (const type of ['click', 'auxclick'] as const) {
      before?.removeEventListener(type, pressed);
      root?.addEventListener(type, pressed);
    }
  });
};
