import type * as Y from 'yjs';
import { meMap } from './names.ts';

/**
 * One person's own document: a flat map of preferences, e.g. `width/<table>/<column>` → pixels,
 * `hidden/<table>/<column>` → boolean. Values are JSON.
 */
export interface Me {
  readonly doc: Y.Doc;
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  observe(listener: (keys: ReadonlySet<string>) => void): () => void;
}

export const openMe = (doc: Y.Doc): Me => {
  const map = doc.getMap(meMap);
  return {
    doc,
    get: (key) => map.get(key),
    set: (key, value) => {
      map.set(key, value);
    },
    observe: (listener) => {
      const tell = (event: Y.YMapEvent<unknown>): void => listener(event.keysChanged);
      map.observe(tell);
      return () => map.unobserve(tell);
    },
  };
};
