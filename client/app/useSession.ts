import { createContext, useContext, useSyncExternalStore } from 'react';
import type { User } from '../../shared/protocol/http.ts';
import type { SessionSnapshot, WorkspaceSession } from './session.ts';

export interface SignedIn {
  readonly user: User;
  readonly session: WorkspaceSession;
}

export const SignedInContext = createContext<SignedIn | null>(null);

/** The person and session of this page. Only inside the shell. */
export const useSignedIn = (): SignedIn => {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error('useSignedIn outside of the shell');
  return signedIn;
};

/** A person's colour, the same on every screen; undefined while the workspace is not here. */
export const useColorOf = (user: string): string | undefined =>
  useSession(({ everyone }) => everyone.find(({ id }) => id === user)?.color);

/** Draws again whenever the part that `select` takes out has changed. */
export const useSession = <T>(select: (snapshot: SessionSnapshot) => T): T => {
  const { session } = useSignedIn();
  return useSyncExternalStore(session.subscribe, () => select(session.snapshot()));
};
