import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { Failure } from '../api/failure.ts';
import { LeaveContext } from './signOut.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Loading<T> {
  readonly state: Loaded<T>;
  /** Asks again; what is shown stays until the answer. */
  reload(): void;
}

/**
 * Asks for something when shown, and gives up asking when no longer shown. Keep `load` stable
 * (module function or `useCallback`). An ended session leads back to the sign-in page.
 */
export const useLoaded = <T>(load: (signal: AbortSignal) => Promise<T>): Loading<T> => {
  const leave = useContext(LeaveContext);
  const [state, setState] = useState<Loaded<T>>({ kind: 'loading' });
  const asking = useRef<AbortController | null>(null);

  const reload = useCallback(() => {
    asking.current?.abort();
    const stop = new AbortController();
    asking.current = stop;
    load(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) setState({ kind: 'loaded', value });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof Failure && error.code === 'signInFirst') leave('ended');
        else setState({ kind: 'failed', error });
      },
    );
  }, [load, leave]);

  useEffect(() => {
    reload();
    return () => asking.current?.abort();
  }, [reload]);

  return { state, reload };
};
