import { seededRandom } from '../../../shared/sample/chance.ts';

/** Everything that a simulation leaves to chance, from its seed. */
export interface Chance {
  /** 0 ≤ x < 1 */
  random(): number;
  /** A whole number, both included. */
  whole(least: number, most: number): number;
  happens(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Chance of its own, so that what one part draws does not move what another one draws. */
  fork(name: string): Chance;
}

export const createChance = (seed: string): Chance => {
  const random = seededRandom(hashOf(seed));
  return {
    random,
    whole: (least, most) => least + Math.floor(random() * (most - least + 1)),
    happens: (probability) => random() < probability,
    pick: (items) => items[Math.floor(random() * items.length)]!,
    fork: (name) => createChance(`${seed}/${name}`),
  };
};

/** FNV-1a */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};
