export { openRowEngine, type RowEngine } from './rowEngine.ts';
