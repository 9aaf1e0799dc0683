import type { Page } from 'playwright-core';
import type { Person, Workshop } from './workshop.ts';

/** What a step that shows something is given. */
export interface Scene {
  readonly page: Page;
  readonly isNarrow: boolean;
  readonly shop: Workshop;
}

export type Show = (scene: Scene) => Promise<void>;

/** One screen: who looks at what, and what they do until it shows what it is for. */
export interface Screen {
  readonly id: string;
  readonly title: string;
  /** Which server, and who is signed in there; nobody by default. */
  readonly at: 'fresh' | 'team' | 'tunnel' | 'empty';
  readonly as?: Person;
  readonly path: string | ((shop: Workshop) => string);
  /** Brings the page to what is to be seen; by default what loads is waited for. */
  readonly show?: Show;
  /** Where it exists only there. */
  readonly only?: 'wide' | 'narrow';
}
