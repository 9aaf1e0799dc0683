import { noteRootName } from '../../shared/documents/note.ts';
import type { NotePresence, RelativePosition } from '../../shared/protocol/documents.ts';

/** Who is at the other end, as others see them. */
export type PersonShown = Pick<NotePresence, 'user' | 'name' | 'color'>;

/** Lexical's presence, cut to what it is known to say; whose it is comes from the account. */
export const toNotePresence = (person: PersonShown, state: unknown): NotePresence => {
  const { focusing, anchorPos, focusPos } = toRecord(state);
  return {
    ...person,
    focusing: focusing === true,
    anchorPos: toPosition(anchorPos),
    focusPos: toPosition(focusPos),
  };
};

/** Yjs throws at whoever reads a position that names neither an item nor a type. */
const toPosition = (position: unknown): RelativePosition | null => {
  const { type, tname, item, assoc } = toRecord(position);
  const cut = {
    type: toId(type),
    tname: tname === noteRootName ? tname : null,
    item: toId(item),
    assoc: typeof assoc === 'number' && assoc < 0 ? -1 : 0,
  };
  return cut.type === null && cut.tname === null && cut.item === null ? null : cut;
};

const toId = (id: unknown): RelativePosition['item'] => {
  const { client, clock } = toRecord(id);
  return isCount(client) && isCount(clock) ? { client, clock } : null;
};

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

const toRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
