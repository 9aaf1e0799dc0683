import type * as Y from 'yjs';
import { type Me, meMap, openMe } from '../../shared/documents/index.ts';

/** One's own document, the same object while the document beneath it is replaced. */
export interface SteadyMe extends Me {
  /** Brings over what was set and is not saved yet; tells observers of every key. */
  replace(doc: Y.Doc): void;
  /** Everything set so far is on the server's disk. */
  settled(): void;
  /** The server does not take what was set and is not saved: the next copy goes without it. */
  giveUp(): void;
}

export const steadyMe = (doc: Y.Doc): SteadyMe => {
  const listeners = new Set<(keys: ReadonlySet<string>) => void>();
  const unsaved = new Map<string, unknown>();
  const tell = (keys: ReadonlySet<string>): void => {
    for (const listener of listeners) listener(keys);
  };
  let current = openMe(doc);
  let stop = current.observe(tell);
  return {
    get doc() {
      return current.doc;
    },
    get: (key) => current.get(key),
    set: (key, value) => {
      unsaved.set(key, value);
      current.set(key, value);
    },
    observe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace: (next) => {
      const keys = new Set([...current.doc.getMap(meMap).keys(), ...next.getMap(meMap).keys()]);
      stop();
      current = openMe(next);
      for (const [key, value] of unsaved) current.set(key, value);
      stop = current.observe(tell);
      tell(keys);
    },
    settled: () => unsaved.clear(),
    giveUp: () => unsaved.clear(),
  };
};
