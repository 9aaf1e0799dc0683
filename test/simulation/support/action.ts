import type { World } from './world.ts';

/** Something that may happen in one step. Answers what it was, in a few words; null: not now. */
export type Action = (world: World) => Promise<string | null> | string | null;
