import { $createLinkNode } from '@lexical/link';
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createHeadingNode, $createQuoteNode } from '@lexical/rich-text';
import fc from 'fast-check';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getRoot,
  $isElementNode,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
  type TextNode,
} from 'lexical';
import type { LexicalNote } from './lexicalNote.ts';

/** Something that a person does in the editor; numbers choose where. */
export const noteAction = fc.record({
  do: fc.constantFrom(
    'type',
    'type',
    'type',
    'erase',
    'replace',
    'bold',
    'split',
    'break',
    'tab',
    'heading',
    'quote',
    'list',
    'nest',
    'link',
    'remove',
    'move',
    'clear',
    'undo',
    'redo',
  ),
  at: fc.nat(1_000),
  to: fc.nat(1_000),
  text: fc.constantFrom('a', 'word ', '客户', '你好，', '😀', '\u{20bb7}'),
});
export type NoteAction = typeof noteAction extends fc.Arbitrary<infer T> ? T : never;

/** Does it as the editor would; nothing where there is nothing to do it to. */
export const actOn = (note: LexicalNote, action: NoteAction): void => {
  if (action.do === 'undo') note.undoManager.undo();
  else if (action.do === 'redo') note.undoManager.redo();
  else note.update(() => $act(action));
  note.settle();
};

const $act = ({ do: what, at, to, text }: NoteAction): void => {
  const root = $getRoot();
  const blocks = root.getChildren().filter($isElementNode);
  const block = blocks[at % Math.max(1, blocks.length)];
  const words = root.getAllTextNodes().filter((node) => node.isSimpleText());
  const word: TextNode | undefined = words[at % Math.max(1, words.length)];
  switch (what) {
    case 'type':
      if (word !== undefined && to % 3 > 0) {
        word.spliceText(placeIn(word, to), 0, text);
      } else $innermost(block)?.append($createTextNode(text));
      return;
    case 'erase':
      if (word !== undefined) {
        const from = placeIn(word, to);
        const count = placeIn(word, to + 1 + (at % 3)) - from;
        if (count > 0 && count < word.getTextContentSize()) word.spliceText(from, count, '');
      }
      return;
    case 'replace':
      word?.setTextContent(text + [...word.getTextContent()].slice(1).join(''));
      return;
    case 'bold':
      word?.toggleFormat(to % 2 > 0 ? 'bold' : 'italic');
      return;
    case 'split':
      if (word !== undefined && placeIn(word, to) > 0) {
        const [, second] = word.splitText(placeIn(word, to));
        const next = $createParagraphNode();
        word.getTopLevelElement()?.insertAfter(next);
        if (second !== undefined) next.append(second);
      } else block?.insertAfter($createParagraphNode());
      return;
    case 'break':
      $innermost(block)?.append($createLineBreakNode());
      return;
    case 'tab':
      $innermost(block)?.append($createTabNode());
      return;
    case 'heading':
      block?.insertBefore(
        $createHeadingNode(to % 2 > 0 ? 'h1' : 'h2').append($createTextNode(text)),
      );
      return;
    case 'quote':
      block?.insertAfter($createQuoteNode().append($createTextNode(text)));
      return;
    case 'list': {
      const item = $createListItemNode(to % 2 > 0 ? true : undefined).append($createTextNode(text));
      block?.insertAfter($createListNode(to % 2 > 0 ? 'check' : 'bullet').append(item));
      return;
    }
    case 'nest': {
      const inner = $createListNode('number').append($createListItemNode());
      const item = $find(block, (node) => node.getType() === 'listitem');
      if ($isElementNode(item)) item.append(inner);
      return;
    }
    case 'link':
      $innermost(block)?.append(
        $createLinkNode('https://example.org').append($createTextNode(text)),
      );
      return;
    case 'remove':
      (to % 2 > 0 ? word : block)?.remove();
      return;
    case 'move': {
      const other = blocks[to % Math.max(1, blocks.length)];
      if (block !== undefined && other !== undefined && block !== other) other.insertAfter(block);
      return;
    }
    case 'clear':
      if (at % 5 === 0) root.clear().append($createParagraphNode());
      return;
    case 'undo':
    case 'redo':
      return;
  }
};

/** Between two letters, where a cursor may stand: never inside one of two units. */
const placeIn = (word: TextNode, to: number): number => {
  const letters = [...word.getTextContent()];
  return letters.slice(0, to % (letters.length + 1)).join('').length;
};

const $find = (
  from: LexicalNode | undefined,
  fits: (node: LexicalNode) => boolean,
): LexicalNode | undefined => {
  if (from === undefined || fits(from)) return from;
  if (!$isElementNode(from)) return undefined;
  for (const child of from.getChildren()) {
    const found = $find(child, fits);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Where letters may stand. */
const $innermost = (block: LexicalNode | undefined): ElementNode | undefined => {
  const found = $find(
    block,
    (node) => $isElementNode(node) && (node.isEmpty() || $isTextNode(node.getFirstChild())),
  );
  return $isElementNode(found) && found.getType() !== 'list' ? found : undefined;
};
