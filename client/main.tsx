import './app/tokens.css';
import './app/base.css';
import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { monotonicFactory } from 'ulid';
import { App, type Parts } from './app/App.tsx';
import { currentLanguage, startLanguage } from './app/language.ts';
import { isDayFirst, localDate } from './app/localDate.ts';
import { themeStore } from './app/theme.ts';
import type { Store } from './store/store.ts';
import { computeInWorker } from './workers/computeInWorker.ts';
import { encodeInWorker } from './workers/encodeInWorker.ts';

/*
 * The composition root: the only place that knows which store fulfils the session, which screens
 * fill the shell, and where clock, chance and network come from.
 */

/** What a painted grid needs beyond the shell; on its way while the server is asked who is here. */
const loadGrid = () =>
  Promise.all([
    import('./store/openStore.ts'),
    import('./grid/GridScreen.tsx'),
    import('../shared/documents/segment.ts'),
  ]);
// Words first: a browser that takes six files at a time would have them wait for the grid.
const words = startLanguage();
const early = loadGrid().catch(() => null);

const parts: Parts<Store> = {
  openSession: async (user, onSignedOut) => {
    const [{ openStore }] = (await early) ?? (await loadGrid());
    return openStore({
      user: user.id,
      role: user.role,
      url: `${window.location.origin.replace(/^http/, 'ws')}/sync`,
      // Of its own for each person: on a shared machine nobody sends what another wrote.
      journalName: `journal-${user.id}`,
      fetch: window.fetch.bind(window),
      encode: encodeInWorker,
      computer: computeInWorker(),
      newId: monotonicFactory(),
      now: Date.now,
      clock: () => performance.now(),
      random: Math.random,
      language: currentLanguage,
      today: () => localDate(new Date()),
      isDayFirst: isDayFirst(navigator.languages),
      onSignedOut,
    });
  },
  screens: {
    Grid: lazy(() => import('./grid/GridScreen.tsx')),
    Board: lazy(() => import('./board/BoardScreen.tsx')),
    Record: lazy(() => import('./record/RecordScreen.tsx')),
    // Without its code there is still the saved state's own word; nothing else may fall with it.
    Settle: lazy(() => import('./settle/Settle.tsx').catch(() => ({ default: () => null }))),
    Bin: lazy(() => import('./bin/BinScreen.tsx')),
  },
};

themeStore();
await words;

const root = document.getElementById('root');
if (root === null) throw new Error('no #root in the page');
createRoot(root).render(
  <StrictMode>
    <App parts={parts} />
  </StrictMode>,
);
