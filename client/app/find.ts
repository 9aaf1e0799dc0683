import { createContext, useContext, useEffect } from 'react';

/**
 * The search box stands in the top bar; what is searched is the grid's. The screen that can search
 * registers itself, and the box calls the one that registered last.
 */
export interface FindDesk {
  /**
   * Opens the find bar of the screen that is shown. False when none can search: the request then
   * waits for the next screen that can.
   */
  request(): boolean;
  register(onFind: () => void): () => void;
}

export const createFindDesk = (): FindDesk => {
  const finders: (() => void)[] = [];
  let waits = false;
  return {
    request() {
      finders.at(-1)?.();
      waits = finders.length === 0;
      return !waits;
    },
    register(onFind) {
      finders.push(onFind);
      if (waits) onFind();
      waits = false;
      return () => {
        finders.splice(finders.indexOf(onFind), 1);
      };
    },
  };
};

export const FindContext = createContext<FindDesk | null>(null);

const useFindDesk = (): FindDesk => {
  const desk = useContext(FindContext);
  if (desk === null) throw new Error('find outside of the shell');
  return desk;
};

/** For the search box. */
export const useRequestFind = (): (() => boolean) => useFindDesk().request;

/** For a screen that can search; `onFind` opens its find bar. Keep it stable (`useCallback`). */
export const useOnFind = (onFind: () => void): void => {
  const desk = useFindDesk();
  useEffect(() => desk.register(onFind), [desk, onFind]);
};
