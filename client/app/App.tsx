import { lazy, type ReactNode, Suspense, useCallback } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { User } from '../../shared/protocol/http.ts';
import { ErrorState, OfflineState } from '../ui/State.tsx';
import { OpeningMark } from './OpeningMark.tsx';
import type { WorkspaceSession } from './session.ts';
import { LeaveContext } from './signOut.ts';
import { type AccountDesk, useAccount } from './useAccount.ts';
import { type Screens, Workspace } from './Workspace.tsx';

const SetupScreen = lazy(() => import('../welcome/SetupScreen.tsx'));
const SignInScreen = lazy(() => import('../welcome/SignInScreen.tsx'));
const JoinScreen = lazy(() => import('../welcome/JoinScreen.tsx'));

/** The parts that `main.tsx` puts together. `Session` is whatever the screens need of the store. */
export interface Parts<Session extends WorkspaceSession> {
  /** `ended` is called when the server says that this person is no longer signed in. */
  openSession(user: User, ended: () => void): Promise<Session>;
  readonly screens: Screens<Session>;
}

/** Asks who is here, and shows the first-run page, the sign-in page or the workspace. */
export const App = <Session extends WorkspaceSession>({ parts }: { parts: Parts<Session> }) => {
  const desk = useAccount();
  return (
    <LeaveContext value={desk.leave}>
      <Switch>
        <Route path="/join/:token">
          {({ token }) => (
            <Waiting>
              <JoinScreen token={token} onEnter={desk.enter} />
            </Waiting>
          )}
        </Route>
        <Route>
          <Gate desk={desk} parts={parts} />
        </Route>
      </Switch>
    </LeaveContext>
  );
};

interface GateProps<Session extends WorkspaceSession> {
  readonly desk: AccountDesk;
  readonly parts: Parts<Session>;
}

const Gate = <Session extends WorkspaceSession>({ desk, parts }: GateProps<Session>) => {
  const { account, enter, leave, ask } = desk;
  const end = useCallback(() => leave('ended'), [leave]);
  switch (account.kind) {
    case 'asking':
      return <OpeningMark />;
    case 'failed':
      return account.offline ? <OfflineState onRetry={ask} /> : <ErrorState onRetry={ask} />;
    case 'setUpFirst':
      return (
        <Only path="/setup">
          <SetupScreen onEnter={enter} onAlreadySetUp={() => leave('asked')} />
        </Only>
      );
    case 'signedOut':
      return (
        <Only path="/sign-in">
          <SignInScreen hasEnded={account.why === 'ended'} onEnter={enter} />
        </Only>
      );
    case 'signedIn':
      return <Workspace key={account.user.id} user={account.user} parts={parts} onEnded={end} />;
  }
};

/** One page is all there is for now; other addresses lead to it. */
const Only = ({ path, children }: { readonly path: string; readonly children: ReactNode }) => (
  <Switch>
    <Route path={path}>
      <Waiting>{children}</Waiting>
    </Route>
    <Route>
      <Redirect to={path} replace />
    </Route>
  </Switch>
);

const Waiting = ({ children }: { readonly children: ReactNode }) => (
  <Suspense fallback={<OpeningMark />}>{children}</Suspense>
);
