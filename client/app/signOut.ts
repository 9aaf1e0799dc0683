import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut as endSession } from '../api/account.ts';
import { Failure } from '../api/failure.ts';
import { toast } from '../ui/toast.ts';
import { failureText } from './failureText.ts';
import { unsavedIn } from './session.ts';
import type { Leaving } from './useAccount.ts';
import { useSession } from './useSession.ts';

/** Takes the page back to the sign-in screen; given by the app. */
export const LeaveContext = createContext<(why: Leaving) => void>(() => {});

export interface SignOut {
  /** Changes that exist only in this browser: ask first when there are any. */
  readonly unsaved: number;
  signOut(): void;
}

export const useSignOut = (): SignOut => {
  const { t } = useTranslation();
  const leave = useContext(LeaveContext);
  const unsaved = useSession((snapshot) => unsavedIn(snapshot.saved));
  const signOut = () => {
    endSession().then(
      () => leave('asked'),
      (error: unknown) => {
        // Already signed out elsewhere is signed out; unreachable is not, and must not look so.
        if (error instanceof Failure && error.code === 'signInFirst') leave('asked');
        else toast(failureText(t, error));
      },
    );
  };
  return { unsaved, signOut };
};
