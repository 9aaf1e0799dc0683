export { createFormulas, type Formulas, type TableFormulas } from './formulas.ts';
export { createNotes, type Notes } from './notes.ts';
export { type NoteText, openNotesStore } from './notesStore.ts';
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
