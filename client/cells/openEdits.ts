import { createContext, useContext, useEffect, useRef } from 'react';

/**
 * What is typed into fields and not written yet. Whoever is about to lead away from them finishes
 * them first.
 */
export interface OpenEdits {
  /** `finish` writes what is typed; false where it cannot be, and then says why at its place. */
  add(finish: () => boolean): () => void;
  /** False where something cannot be written: it stays, and one should too. */
  finish(): boolean;
}

export const createOpenEdits = (): OpenEdits => {
  const edits = new Set<() => boolean>();
  return {
    add: (finish) => {
      edits.add(finish);
      return () => edits.delete(finish);
    },
    finish: () => [...edits].every((finish) => finish()),
  };
};

export const OpenEditsContext = createContext<OpenEdits | null>(null);

/** Registers a field; when it goes, what is typed in it is finished too, as far as it can be. */
export const useOpenEdit = (finish: () => boolean): void => {
  const edits = useContext(OpenEditsContext);
  const latest = useRef(finish);
  latest.current = finish;
  useEffect(() => edits?.add(() => latest.current()), [edits]);
  useEffect(() => () => void latest.current(), []);
};

/** Closing or leaving the page writes what is typed; what cannot be written asks first. */
export const useFinishWithPage = (edits: OpenEdits): void => {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!edits.finish()) event.preventDefault();
    };
    // A phone tells nothing but this before it ends a page.
    const hide = () => void (document.visibilityState === 'hidden' && edits.finish());
    window.addEventListener('beforeunload', ask);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', ask);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [edits]);
};
