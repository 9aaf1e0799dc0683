import type { Column, Option, Person, Table, Tag } from '../model/index.ts';

/** What formulas need to know of the workspace around a table; a `Workspace` fits. */
export interface FormulaVocabulary {
  table(id: string): Table | undefined;
  /** In use, in order. */
  columns(table: string): readonly Column[];
  /** One column, also out of use: formulas that were written still name it. */
  column(table: string, column: string): Column | undefined;
  options(table: string, column: string): readonly Option[];
  option(table: string, column: string, option: string): Option | undefined;
  tags(): readonly Tag[];
  tag(id: string): Tag | undefined;
  people(): readonly Person[];
  person(id: string): Person | undefined;
}
