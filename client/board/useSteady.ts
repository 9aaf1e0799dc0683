import { useMemo, useRef } from 'react';

/**
 * Functions that stay the same while what they do follows the latest drawing: for parts that are
 * drawn again only when something of theirs has changed.
 */
export const useSteady = <Acts extends Readonly<Record<string, (...given: never[]) => void>>>(
  acts: Acts,
): Acts => {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(() => {
    const names = Object.keys(latest.current) as (keyof Acts)[];
    const steady = names.map((name) => [
      name,
      (...given: never[]) => latest.current[name]!(...given),
    ]);
    return Object.fromEntries(steady) as Acts;
  }, []);
};
