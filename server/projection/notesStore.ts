import { type SqlBool, sql } from 'kysely';
import { foldText } from '../../shared/query/fold.ts';
import type { SqliteFile } from '../storage/sqlite/index.ts';
import { storing } from '../storage/sqlite/storing.ts';
import type { ProjectionTables } from './tables.ts';

/** A row's note, as plain text. */
export interface NoteText {
  readonly row: string;
  readonly text: string;
}

export interface NotePlace {
  readonly ledger: string;
  readonly row: string;
  /** Of the last update that is in the text. */
  readonly seq: number;
}

/** The texts of notes in projection.db. */
export interface NotesStore {
  places(): Promise<readonly NotePlace[]>;
  /** Rejects with `StorageError` when there is no room for it. */
  put(note: NotePlace & NoteText): Promise<void>;
  /** Notes that show `query` in any case and width, by row id from the greatest below `before`. */
  find(
    ledger: string,
    query: string,
    before: string | null,
    limit: number,
  ): Promise<readonly NoteText[]>;
}

export const openNotesStore = (file: SqliteFile<ProjectionTables>): NotesStore => ({
  places: () => file.reader.selectFrom('notes').select(['ledger', 'row', 'seq']).execute(),

  put: ({ ledger, row, seq, text }) =>
    storing('the text of a note', async () => {
      const folded = foldText(text);
      await file.writer
        .insertInto('notes')
        .values({ ledger, row, seq, text, folded })
        .onConflict((conflict) =>
          conflict.columns(['ledger', 'row']).doUpdateSet({ seq, text, folded }),
        )
        .execute();
    }),

  find: (ledger, query, before, limit) =>
    file.reader
      .selectFrom('notes')
      .select(['row', 'text'])
      .where('ledger', '=', ledger)
      .where(sql<SqlBool>`instr(folded, ${foldText(query)}) > 0`)
      .$if(before !== null, (found) => found.where('row', '<', before))
      .orderBy('row', 'desc')
      .limit(limit)
      .execute(),
});
