import * as Y from 'yjs';
import { isSameId } from './keyOrder.ts';
import { type NoteStruct, noteTypeOf } from './noteStructs.ts';
import type { NoteTree } from './noteTree.ts';

/**
 * True when the note has something else under the clocks of `struct` below `state`: Yjs would take
 * it for what it has and drop it without a word. What is deleted on either side has nothing left
 * that could be compared.
 */
export const contradicts = (struct: NoteStruct, state: number, tree: NoteTree): boolean => {
  const { client, clock, length, origin } = struct;
  if (struct.content.kind === 'collected') return false;
  const to = Math.min(clock + length, state);
  for (const stored of tree.structs(client, clock, to)) {
    if (!(stored instanceof Y.Item)) continue;
    const from = Math.max(stored.id.clock, clock);
    if (from === clock) {
      const isFirst = stored.id.clock === clock;
      const seen = isFirst ? (stored.origin ?? null) : { client, clock: clock - 1 };
      if (!isSameId(seen, origin)) return true;
    }
    if (saysElse(struct, stored, from, Math.min(stored.id.clock + stored.length, to))) return true;
  }
  return false;
};

const saysElse = (
  { clock, content }: NoteStruct,
  { id, content: stored }: Y.Item,
  from: number,
  to: number,
): boolean => {
  if (stored instanceof Y.ContentDeleted) return false;
  switch (content.kind) {
    case 'collected':
    case 'deleted':
      return false;
    case 'string':
      return (
        !(stored instanceof Y.ContentString) ||
        !isSameText(
          content.text.slice(from - clock, to - clock),
          stored.str.slice(from - id.clock, to - id.clock),
        )
      );
    case 'values':
      return (
        !(stored instanceof Y.ContentAny) ||
        JSON.stringify(content.values.slice(from - clock, to - clock)) !==
          JSON.stringify(stored.arr.slice(from - id.clock, to - id.clock))
      );
    case 'type':
      return !(stored instanceof Y.ContentType) || noteTypeOf(stored.type) !== content.type;
  }
};

/** Where Yjs had to cut a letter of two units in half, each half is a replacement character. */
const isSameText = (a: string, b: string): boolean => {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++)
    if (a[i] !== b[i] && a[i] !== lost && b[i] !== lost) return false;
  return true;
};

const lost = '\ufffd';
