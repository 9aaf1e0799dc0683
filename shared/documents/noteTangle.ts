import * as Y from 'yjs';
import type { Id } from './keyOrder.ts';
import { structAt } from './noteStructs.ts';
import { branchName, type NoteSpot, type NoteTree } from './noteTree.ts';
import type { PlacedStruct } from './placeNoteStructs.ts';
import type { Deletes } from './readUpdate.ts';

/** Some tenths of a second of work for Yjs; weeks of a person's offline writing take a fraction. */
const mostSteps = 2_000_000;
/** Each cuts a struct in two, and moves all that the same client wrote later. */
const mostCuts = 20_000;

/**
 * True when Yjs would be busy for too long with an update. To place a struct it goes through
 * everything that now stands between its neighbours; where an author saw what he says he saw that
 * is only what others wrote there meanwhile.
 */
export const isTangled = (
  placed: readonly PlacedStruct[],
  deletes: Deletes,
  tree: NoteTree,
): boolean => countCuts(placed, deletes, tree) > mostCuts || countSteps(placed, tree) > mostSteps;

/** What a sequence, or one key of a type, gets. */
interface Row {
  readonly spot: NoteSpot;
  readonly structs: PlacedStruct[];
}

const countSteps = (placed: readonly PlacedStruct[], tree: NoteTree): number => {
  const rows = new Map<string, Row>();
  for (const struct of placed) {
    const { spot } = struct;
    if (spot === null) continue;
    const name = `${spot.branch.name}\u0000${spot.key ?? ''}`;
    const row = rows.get(name);
    if (row === undefined) rows.set(name, { spot, structs: [struct] });
    else row.structs.push(struct);
  }
  let steps = 0;
  for (const row of rows.values()) {
    steps += stepsIn(row, tree, mostSteps - steps);
    if (steps > mostSteps) return steps;
  }
  return steps;
};

/** Not less than Yjs takes, or more than `most`. */
const stepsIn = ({ spot, structs }: Row, tree: NoteTree, most: number): number => {
  const [only] = structs;
  // Nearly all there are: a property, or what was typed at one place.
  if (structs.length === 1 && only !== undefined)
    return (
      1 + 2 * standingBetween(only, only.origin === null ? tree.first(spot) : null, tree, most)
    );
  const siblings = new Map<string, PlacedStruct[]>();
  for (const struct of structs) {
    const name = struct.origin === null ? '' : branchName(struct.origin);
    const family = siblings.get(name);
    if (family === undefined) siblings.set(name, [struct]);
    else family.push(struct);
  }
  const leftmost = structs.some(({ origin }) => origin === null) ? tree.first(spot) : null;
  let steps = 0;
  for (const family of siblings.values()) {
    const starts = new Set(family.map(branchName));
    // Who writes at one place again and again, each time in front of the last: one step each.
    const isInFront = ({ client, rightOrigin }: PlacedStruct): boolean =>
      rightOrigin !== null && rightOrigin.client === client && starts.has(branchName(rightOrigin));
    const bases = family.filter((struct) => !isInFront(struct));
    let longest = 0;
    for (const struct of bases) {
      const between = standingBetween(struct, leftmost, tree, most - steps);
      longest = Math.max(longest, between);
      steps += between;
      if (steps > most) return steps;
    }
    const others = bases.length > 1 || longest > 0 ? structs.length : 0;
    steps += family.length * (1 + others) + (family.length - bases.length) * longest;
    if (steps > most) return steps;
  }
  return steps;
};

/** How many items of the note stand between the neighbours that the author saw. */
const standingBetween = (
  { origin, rightOrigin, spot }: PlacedStruct,
  leftmost: Y.Item | null,
  tree: NoteTree,
  most: number,
): number => {
  if (origin !== null && !isHere(origin, tree)) return 0;
  const left = origin === null ? null : tree.find(origin);
  const isInside = left !== null && origin!.clock < left.id.clock + left.length - 1;
  if (isInside || left instanceof Y.GC) return 0;
  const right = rightOrigin !== null && isHere(rightOrigin, tree) ? tree.find(rightOrigin) : null;
  let count = 0;
  for (let item = left === null ? leftmost : left.right; item !== null; item = item.right) {
    if (item === right) return count;
    if (++count > most) return count;
  }
  // Under a key Yjs looks for the first that was ever written there, too.
  return spot?.key !== null && origin === null ? 2 * count : count;
};

const isHere = ({ client, clock }: Id, tree: NoteTree): boolean => clock < tree.state(client);

const countCuts = (placed: readonly PlacedStruct[], deletes: Deletes, tree: NoteTree): number => {
  const fresh = new Map<number, PlacedStruct[]>();
  for (const struct of placed) {
    const ofClient = fresh.get(struct.client);
    if (ofClient === undefined) fresh.set(struct.client, [struct]);
    else ofClient.push(struct);
  }
  /** True when something of one piece stands on both sides of `id`'s beginning. */
  const isCut = ({ client, clock }: Id): boolean => {
    if (clock >= tree.state(client)) {
      const struct = structAt(fresh.get(client) ?? [], clock);
      return struct !== undefined && struct.clock < clock;
    }
    const item = tree.find({ client, clock });
    return !item.deleted && item.id.clock < clock;
  };
  const cuts = new Set<string>();
  const cut = (id: Id): void => {
    if (cuts.size <= mostCuts && isCut(id)) cuts.add(branchName(id));
  };
  for (const { origin, rightOrigin } of placed) {
    if (origin !== null) cut({ client: origin.client, clock: origin.clock + 1 });
    if (rightOrigin !== null) cut(rightOrigin);
  }
  for (const [client, ranges] of deletes.clients)
    for (const { clock, len } of ranges) {
      cut({ client, clock });
      cut({ client, clock: clock + len });
    }
  return cuts.size;
};
