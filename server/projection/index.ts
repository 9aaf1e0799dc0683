export { createFormulas, type Formulas, type TableFormulas } from './formulas.ts';
export { openProjectionFile } from './openFile.ts';
export { createProjection, type Projection, type ProjectionOptions } from './projection.ts';
export {
  openProjectionStore,
  type ProjectionStore,
  type RowPlace,
  type StoredRow,
} from './projectionStore.ts';
export { createSince, type Since } from './since.ts';
export { openSinceStore } from './sinceStore.ts';
export { type ProjectionTables, projectionMigrations } from './tables.ts';
