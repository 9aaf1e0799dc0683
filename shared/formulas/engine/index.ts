export { createRecentEngines } from './recentEngines.ts';
export { openRowEngine, type RowEngine } from './rowEngine.ts';
