import { type Id, isSameId } from './keyOrder.ts';
import { metaMap } from './names.ts';
import { contradicts } from './noteContradiction.ts';
import { type NoteStruct, structAt } from './noteStructs.ts';
import {
  branchName,
  collected,
  isSameSpot,
  type NoteBranch,
  type NoteSpot,
  type NoteTree,
} from './noteTree.ts';

/** A struct that the note does not have yet, and where it goes; without a spot it is thrown away. */
export interface PlacedStruct extends NoteStruct {
  readonly spot: NoteSpot | null;
}

export type NotePlacingFault =
  | 'gap'
  | 'unknownOrigin'
  | 'wrongPlace'
  | 'contradiction'
  | 'unknownMap'
  | 'serverOnly'
  | 'tooDeep';

/**
 * Finds where every new struct of an update goes, as Yjs will: in the parent that it names, or in
 * that of its neighbours, in the note or in the same update. Structs come out in an order in which
 * each follows what it depends on. What Yjs would keep waiting or trip over, what stands in two
 * places at once, and what says something else than the note has under the same clocks, is a fault.
 */
export const placeNoteStructs = (
  clients: ReadonlyMap<number, readonly NoteStruct[]>,
  tree: NoteTree,
  deepest: number,
): readonly PlacedStruct[] | NotePlacingFault => {
  const queues = new Map<number, Queue>();
  for (const [client, structs] of clients)
    queues.set(client, { client, structs, next: 0, placed: [] });
  const known: Known = { tree, queues, deepest };

  const placed: PlacedStruct[] = [];
  /** Client → those whose next struct waits until more of that client is placed. */
  const waiting = new Map<number, Queue[]>();
  const ready = [...queues.values()];
  for (let queue = ready.pop(); queue !== undefined; queue = ready.pop()) {
    const before = queue.next;
    while (queue.next < queue.structs.length) {
      const struct = queue.structs[queue.next]!;
      const missing = findMissing(struct, known);
      if (missing === 'never') return 'unknownOrigin';
      if (missing !== null) {
        const others = waiting.get(missing);
        if (others === undefined) waiting.set(missing, [queue]);
        else others.push(queue);
        break;
      }
      const done = place(struct, known);
      if (typeof done === 'string') return done;
      queue.next++;
      if (done === null) continue;
      queue.placed.push(done);
      placed.push(done);
    }
    if (queue.next === before) continue;
    for (const other of waiting.get(queue.client) ?? []) ready.push(other);
    waiting.delete(queue.client);
  }
  for (const queue of queues.values())
    if (queue.next < queue.structs.length) return 'unknownOrigin';
  return placed;
};

interface Queue {
  readonly client: number;
  readonly structs: readonly NoteStruct[];
  next: number;
  readonly placed: PlacedStruct[];
}

interface Known {
  readonly tree: NoteTree;
  readonly queues: ReadonlyMap<number, Queue>;
  readonly deepest: number;
}

/** The client of whom more must be here first; `never` when that cannot be. */
const findMissing = (struct: NoteStruct, { tree, queues }: Known): number | 'never' | null => {
  const { client, clock, origin, rightOrigin, parent } = struct;
  for (const id of [origin, rightOrigin, typeof parent === 'string' ? null : parent]) {
    if (id === null || id.clock < tree.state(id.client)) continue;
    // What is its own comes before it; Yjs does not look whether it does.
    if (id.client === client && id.clock >= clock) return 'never';
    if (findPlaced(queues, id) === undefined) return id.client === client ? 'never' : id.client;
  }
  return null;
};

/** Null when the note has it. */
const place = (struct: NoteStruct, known: Known): PlacedStruct | NotePlacingFault | null => {
  const { tree } = known;
  const { client, clock, length } = struct;
  const state = Math.max(tree.state(client), endOf(known.queues.get(client)!));
  if (clock > state) return 'gap';
  if (clock < state && contradicts(struct, state, tree)) return 'contradiction';
  if (clock + length <= state) return null;
  const spot = spotFor(struct, known);
  if (typeof spot === 'string' && spot !== collected) return spot;
  const placed = { ...struct, spot: spot === collected ? null : spot };
  if (clock === state) return placed;
  // The part that is here already says where the rest goes.
  const previous = { client, clock: state - 1 };
  const there = tree.spotOf(previous);
  const isSame =
    there === collected ? spot === collected : spot !== collected && isSameSpot(there, spot);
  if (!isSame) return 'wrongPlace';
  return {
    ...placed,
    clock: state,
    length: clock + length - state,
    origin: previous,
    content: behind(struct.content, state - clock),
  };
};

/** Behind the last struct that is placed; 0 when none is. */
const endOf = ({ placed }: Queue): number => {
  const last = placed.at(-1);
  return last === undefined ? 0 : last.clock + last.length;
};

const behind = (content: NoteStruct['content'], offset: number): NoteStruct['content'] => {
  if (content.kind === 'string') return { ...content, text: content.text.slice(offset) };
  if (content.kind === 'values') return { ...content, values: content.values.slice(offset) };
  return content;
};

type Found = NoteSpot | typeof collected;

const spotFor = (struct: NoteStruct, known: Known): Found | NotePlacingFault => {
  const { origin, rightOrigin, content } = struct;
  if (content.kind === 'collected') return collected;
  const left = origin && neighbourSpot(origin, known);
  const right = rightOrigin && neighbourSpot(rightOrigin, known);
  if (left === collected || right === collected) return collected;
  if (left !== null && right !== null && !isSameSpot(left, right)) return 'wrongPlace';
  if (isSameId(origin, rightOrigin) && origin !== null) return 'wrongPlace';
  const spot = left ?? right ?? namedSpot(struct, known);
  if (typeof spot === 'string') return spot;
  if (spot.branch.name === metaMap) return 'serverOnly';
  if (spot.branch.type === 'other') return 'unknownMap';
  if (!isAtHome(struct, spot)) return 'wrongPlace';
  return content.kind === 'type' && spot.branch.depth >= known.deepest ? 'tooDeep' : spot;
};

const neighbourSpot = (id: Id, { tree, queues }: Known): Found =>
  id.clock < tree.state(id.client) ? tree.spotOf(id) : (findPlaced(queues, id)!.spot ?? collected);

const namedSpot = (
  { parent, key }: NoteStruct,
  known: Known,
): Found | 'unknownMap' | 'wrongPlace' => {
  if (parent === null) return 'wrongPlace';
  if (typeof parent === 'string') {
    const root = known.tree.root(parent);
    return root === undefined ? 'unknownMap' : { branch: root, key };
  }
  const branch = branchAt(parent, known);
  if (branch === null) return 'wrongPlace';
  return branch === collected ? collected : { branch, key };
};

/** The type that has this id; null when it is none. */
const branchAt = (id: Id, { tree, queues }: Known): NoteBranch | typeof collected | null => {
  if (id.clock < tree.state(id.client)) return tree.branchOf(id);
  const { spot, content } = findPlaced(queues, id)!;
  if (spot === null || content.kind === 'deleted') return collected;
  if (content.kind !== 'type') return null;
  return { name: branchName(id), type: content.type, depth: spot.branch.depth + 1 };
};

/** Texts have letters and types in their sequence; under keys are values and types. */
const isAtHome = ({ content }: NoteStruct, { branch, key }: NoteSpot): boolean => {
  if (key !== null) return content.kind !== 'string';
  return branch.type === 'text' && content.kind !== 'values';
};

const findPlaced = (
  queues: ReadonlyMap<number, Queue>,
  { client, clock }: Id,
): PlacedStruct | undefined => structAt(queues.get(client)?.placed ?? [], clock);
