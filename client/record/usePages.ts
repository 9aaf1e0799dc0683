import { useState } from 'react';

const perPage = 50;

export interface Pages<Item> {
  readonly shown: readonly Item[];
  /** How many are left. */
  readonly rest: number;
  more(): void;
}

/** A long list, fifty at first and fifty more at each asking: a history may have thousands. */
export const usePages = <Item>(items: readonly Item[]): Pages<Item> => {
  const [most, setMost] = useState(perPage);
  return {
    shown: items.slice(0, most),
    rest: Math.max(0, items.length - most),
    more: () => setMost(most + perPage),
  };
};
