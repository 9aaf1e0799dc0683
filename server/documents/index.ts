export { createDocuments, type Documents, type Leaving } from './documents.ts';
export { DocumentBroken } from './errors.ts';
export { fillDocument } from './fillDocument.ts';
export { knowsAnotherGeneration, withMark } from './generationMark.ts';
export type { LiveDocument, Received } from './liveDocument.ts';
export { createNoteReader, type NoteRead, type NoteReader } from './readNote.ts';
export { createRecovery, type Recover, type RecoveryAnswer, type RecoveryBody } from './recover.ts';
export { createSeeding, type Seeding } from './seeding.ts';
export { type AddedRows, type AddedSegments, createWriters, type Writers } from './writers.ts';
