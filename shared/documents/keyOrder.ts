/** Where one write of a map entry stands in Yjs: `length` clocks of one client, in a row. */
export interface Entry {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** The write that its author saw there; null when there was none. */
  readonly origin: Id | null;
}

export interface Id {
  readonly client: number;
  readonly clock: number;
}

export const isSameId = (a: Id | null, b: Id | null): boolean =>
  a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

export const lastIdOf = ({ client, clock, length }: Entry): Id => ({
  client,
  clock: clock + length - 1,
});

/**
 * The write that readers see when all `entries` of one map key are together: the last one in YATA's
 * order (Nicolaescu et al. 2016) for writes without a right origin, as those of `Y.Map.set` are.
 *
 * That order is a tree: each write comes after the one its author saw, writes that saw the same one
 * by ascending client id, of one client the later first. The last write of all is found by going
 * from the root to the greatest child until there is none. Every origin must be among the entries.
 */
export const lastEntry = <E extends Entry>(entries: readonly E[]): E | undefined => {
  const followers = new Map<string, E>();
  const branches = new Map<number, number[]>();
  for (const entry of entries) {
    const place = placeOf(entry.origin);
    const rival = followers.get(place);
    if (rival === undefined || isAfter(entry, rival)) followers.set(place, entry);
    if (rival === undefined && entry.origin !== null) {
      const clocks = branches.get(entry.origin.client);
      if (clocks === undefined) branches.set(entry.origin.client, [entry.origin.clock]);
      else clocks.push(entry.origin.clock);
    }
  }
  for (const clocks of branches.values()) clocks.sort((a, b) => a - b);

  let last: E | undefined;
  for (let next = followers.get('root'); next !== undefined; ) {
    last = next;
    next = followerOf(last, followers, branches.get(last.client) ?? []);
  }
  return last;
};

/** Who comes after `entry`, or after a place inside it where a greater client goes its own way. */
const followerOf = <E extends Entry>(
  entry: E,
  followers: ReadonlyMap<string, E>,
  branches: readonly number[],
): E | undefined => {
  const end = entry.clock + entry.length - 1;
  for (let i = firstAtLeast(branches, entry.clock); i < branches.length; i++) {
    const clock = branches[i]!;
    if (clock >= end) break;
    const follower = followers.get(placeOf({ client: entry.client, clock }))!;
    if (follower.client > entry.client) return follower;
  }
  return followers.get(placeOf(lastIdOf(entry)));
};

const isAfter = (a: Entry, b: Entry): boolean =>
  a.client > b.client || (a.client === b.client && a.clock < b.clock);

const placeOf = (id: Id | null): string => (id === null ? 'root' : `${id.client}/${id.clock}`);

const firstAtLeast = (sorted: readonly number[], least: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
};
