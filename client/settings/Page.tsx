import { type ReactNode, useEffect, useRef } from 'react';
import { Failure } from '../api/failure.ts';
import type { Loading } from '../app/useLoaded.ts';
import { useSession } from '../app/useSession.ts';
import { ListSkeleton } from '../ui/Skeleton.tsx';
import { ErrorState, NoPermission, OfflineState } from '../ui/State.tsx';
import styles from './Page.module.css';

interface PageProps {
  readonly title: string;
  readonly meaning: string;
  /** The one thing to do here; absent for those who may not. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the settings: what it is, the one thing to do, and a list. */
export const Page = ({ title, meaning, action, children }: PageProps) => (
  <section className={styles.page}>
    <header className={styles.head}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.meaning}>{meaning}</p>
      </div>
      {action}
    </header>
    {children}
  </section>
);

interface WhenLoadedProps<T> {
  readonly loading: Loading<T>;
  /** Who may see it, for those who may not. */
  readonly forbidden?: string;
  readonly children: (value: T) => ReactNode;
}

/** What stands in a list's place until it is there, or when it cannot be had. */
export const WhenLoaded = <T,>({ loading, forbidden, children }: WhenLoadedProps<T>) => {
  const { state, reload } = loading;
  const offline = useSession((snapshot) => snapshot.saved.kind === 'offline');
  const isMissing = offline && state.kind !== 'loaded';
  // What could not be had offline comes by itself once the connection is back.
  const wasMissing = useRef(false);
  useEffect(() => {
    if (wasMissing.current && !offline) reload();
    wasMissing.current = isMissing;
  }, [isMissing, offline, reload]);

  if (isMissing) return <OfflineState onRetry={reload} />;
  if (state.kind === 'loading') return <ListSkeleton />;
  if (state.kind === 'loaded') return children(state.value);
  const code = state.error instanceof Failure ? state.error.code : null;
  if (code === 'forbidden') return <NoPermission meaning={forbidden} />;
  if (code === 'unreachable') return <OfflineState onRetry={reload} />;
  return <ErrorState onRetry={reload} />;
};
