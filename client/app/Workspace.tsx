import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { User } from '../../shared/protocol/http.ts';
import { BoardSkeleton } from '../ui/BoardSkeleton.tsx';
import { GridSkeleton, ListSkeleton } from '../ui/Skeleton.tsx';
import { ErrorState } from '../ui/State.tsx';
import type { Parts } from './App.tsx';
import { Catch } from './Catch.tsx';
import { createFindDesk, FindContext } from './find.ts';
import { MissingPage } from './MissingPage.tsx';
import { useOpenedRow } from './openedRow.ts';
import { createRowDesk, RowDeskContext } from './rowDesk.ts';
import { OpeningShell, Shell } from './Shell.tsx';
import type { WorkspaceSession } from './session.ts';
import { HomeTable, TablePlace } from './TablePlace.tsx';
import { SignedInContext } from './useSession.ts';

const SettingsScreen = lazy(() => import('../settings/SettingsScreen.tsx'));

/** What fills the content area; given by `main.tsx`, loaded when first shown. */
export interface Screens<Session extends WorkspaceSession> {
  readonly Grid: ComponentType<{ readonly session: Session; readonly table: string }>;
  readonly Board: ComponentType<{ readonly session: Session; readonly table: string }>;
  /** One row, beside the grid or the board; over them on a phone. */
  readonly Record: ComponentType<{
    readonly session: Session;
    readonly table: string;
    readonly row: string;
  }>;
  /** In the top bar: what the server did not take, if there is any. */
  readonly Settle: ComponentType<{ readonly session: Session }>;
  /** The recycle bin, of one table or (null) of all. */
  readonly Bin: ComponentType<{ readonly session: Session; readonly table: string | null }>;
}

interface WorkspaceProps<Session extends WorkspaceSession> {
  readonly user: User;
  readonly parts: Parts<Session>;
  readonly onEnded: () => void;
}

/** The workspace as one person sees it. */
export const Workspace = <Session extends WorkspaceSession>(props: WorkspaceProps<Session>) => {
  const [attempt, setAttempt] = useState(0);
  return <Opening key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />;
};

interface OpeningProps<Session extends WorkspaceSession> extends WorkspaceProps<Session> {
  readonly onRetry: () => void;
}

/** Opens the session, and closes it when this person leaves. */
const Opening = <Session extends WorkspaceSession>(props: OpeningProps<Session>) => {
  const { user, parts, onEnded, onRetry } = props;
  const [session, setSession] = useState<Session | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let left = false;
    let opened: Session | null = null;
    parts.openSession(user, onEnded).then(
      (next) => {
        opened = next;
        if (left) next.close();
        else setSession(next);
      },
      () => setFailed(!left),
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [user, parts, onEnded]);

  if (failed) return <ErrorState onRetry={onRetry} />;
  if (session === null) return <OpeningShell />;
  return <Opened user={user} session={session} screens={parts.screens} />;
};

interface OpenedProps<Session extends WorkspaceSession> {
  readonly user: User;
  readonly session: Session;
  readonly screens: Screens<Session>;
}

const Opened = <Session extends WorkspaceSession>(props: OpenedProps<Session>) => {
  const { user, session, screens } = props;
  const { Grid, Board, Record, Bin, Settle } = screens;
  const signedIn = useMemo(() => ({ user, session }), [user, session]);
  const [findDesk] = useState(createFindDesk);
  const [rowDesk] = useState(createRowDesk);
  const { row } = useOpenedRow();

  return (
    <SignedInContext value={signedIn}>
      <FindContext value={findDesk}>
        <RowDeskContext value={rowDesk}>
          <Shell
            attention={
              <Suspense>
                <Settle session={session} />
              </Suspense>
            }
          >
            <Switch>
              <Route path="/">
                <HomeTable />
              </Route>
              <Route path="/t/:table/:shape?">
                {({ table, shape }) => {
                  const Rows = shape === 'board' ? Board : Grid;
                  return (
                    <TablePlace
                      table={table}
                      record={
                        row !== null && (
                          <Catch key={table}>
                            <Suspense>
                              <Record session={session} table={table} row={row} />
                            </Suspense>
                          </Catch>
                        )
                      }
                    >
                      <Catch key={`${table}/${shape}`}>
                        <Suspense
                          fallback={shape === 'board' ? <BoardSkeleton /> : <GridSkeleton />}
                        >
                          <Rows session={session} table={table} />
                        </Suspense>
                      </Catch>
                    </TablePlace>
                  );
                }}
              </Route>
              <Route path="/bin/:table?">
                {({ table }) => (
                  <Catch key={table}>
                    <Suspense fallback={<GridSkeleton />}>
                      <Bin session={session} table={table ?? null} />
                    </Suspense>
                  </Catch>
                )}
              </Route>
              <Route path="/settings/:page">
                {({ page }) => (
                  <Catch key={page}>
                    <Suspense fallback={<ListSkeleton />}>
                      <SettingsScreen page={page} />
                    </Suspense>
                  </Catch>
                )}
              </Route>
              <Route path="/settings">
                <Redirect to="/settings/people" replace />
              </Route>
              <Route path="/sign-in">
                <Redirect to="/" replace />
              </Route>
              <Route path="/setup">
                <Redirect to="/" replace />
              </Route>
              <Route>
                <MissingPage />
              </Route>
            </Switch>
          </Shell>
        </RowDeskContext>
      </FindContext>
    </SignedInContext>
  );
};
