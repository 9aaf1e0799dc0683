import './app/tokens.css';
import './app/base.css';
import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, type Parts } from './app/App.tsx';
import { startLanguage } from './app/language.ts';
import { themeStore } from './app/theme.ts';
import type { Store } from './store/store.ts';

/**
 * The composition root: the only place that knows which store fulfils the session and which
 * screens fill the shell. Both come in chunks of their own, fetched while the server is asked who
 * is here.
 */
const store = import('./store/openSession.ts');

const parts: Parts<Store> = {
  openSession: async (user, ended) => (await store).openSession(user, ended),
  screens: {
    Grid: lazy(() => import('./grid/GridScreen.tsx')),
    Bin: lazy(() => import('./bin/BinScreen.tsx')),
  },
};

themeStore();
await startLanguage();

const root = document.getElementById('root');
if (root === null) throw new Error('no #root in the page');
createRoot(root).render(
  <StrictMode>
    <App parts={parts} />
  </StrictMode>,
);
