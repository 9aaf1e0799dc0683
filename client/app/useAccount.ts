import { useCallback, useEffect, useRef, useState } from 'react';
import type { User } from '../../shared/protocol/http.ts';
import { isSetupNeeded, whoIsHere } from '../api/account.ts';
import { Failure } from '../api/failure.ts';

/** What is known of the person at this browser. */
export type Account =
  | { readonly kind: 'asking' }
  | { readonly kind: 'setUpFirst' }
  | { readonly kind: 'signedOut'; readonly why: Leaving | null }
  | { readonly kind: 'signedIn'; readonly user: User }
  | { readonly kind: 'failed'; readonly offline: boolean };

/** `asked`: this person signed out; `ended`: the server says that the session is over. */
export type Leaving = 'asked' | 'ended';

export interface AccountDesk {
  readonly account: Account;
  /** After setup, sign-in or joining. */
  enter(user: User): void;
  leave(why: Leaving): void;
  ask(): void;
}

const nextTry = 5_000;

/** Asks once at the start, again on `ask`, and by itself while the server cannot be reached. */
export const useAccount = (): AccountDesk => {
  const [account, setAccount] = useState<Account>({ kind: 'asking' });
  const asking = useRef<AbortController | null>(null);

  const ask = useCallback(() => {
    asking.current?.abort();
    const stop = new AbortController();
    asking.current = stop;
    find(stop.signal).then(setAccount, (error: unknown) => {
      if (!stop.signal.aborted) setAccount({ kind: 'failed', offline: isOffline(error) });
    });
  }, []);

  useEffect(() => {
    ask();
    return () => asking.current?.abort();
  }, [ask]);

  useEffect(() => {
    if (account.kind !== 'failed') return;
    const timer = setInterval(ask, nextTry);
    window.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', ask);
    };
  }, [account.kind, ask]);

  return {
    account,
    enter: useCallback((user) => setAccount({ kind: 'signedIn', user }), []),
    leave: useCallback((why) => {
      // The server tells of the end also when it was asked for, sooner or later than it answers.
      setAccount((known) =>
        known.kind === 'signedOut' && why === 'ended' ? known : { kind: 'signedOut', why },
      );
    }, []),
    ask,
  };
};

const find = async (signal: AbortSignal): Promise<Account> => {
  const user = await whoIsHere(signal);
  if (user !== null) return { kind: 'signedIn', user };
  return (await isSetupNeeded(signal)) ? { kind: 'setUpFirst' } : { kind: 'signedOut', why: null };
};

const isOffline = (error: unknown): boolean =>
  error instanceof Failure && error.code === 'unreachable';
