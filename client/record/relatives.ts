import type { Column, Option, Table, TableKind } from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';

type Workspace = Store['workspace'];

/** A table of which rows link to a row, and by which column. */
export interface Relative {
  readonly table: Table;
  readonly link: Column;
}

/** All tables and columns that link to the rows of `table`, in the team's order. */
export const relativesOf = (workspace: Workspace, table: string): readonly Relative[] =>
  workspace.tables().flatMap((other) =>
    workspace
      .columns(other.id)
      .filter(({ type, settings }) => type === 'link' && settings.linkedTable === table)
      .map((link) => ({ table: other, link })),
  );

/** The first of a kind: a customer's follow-ups, or deals. */
export const relativeOfKind = (relatives: readonly Relative[], kind: TableKind): Relative | null =>
  relatives.find(({ table }) => table.kind === kind) ?? null;

/** A column in use, by its id; built-in columns keep theirs whatever they are called. */
export const columnIn = (workspace: Workspace, table: string, id: string): Column | undefined =>
  workspace.columns(table).find((column) => column.id === id);

/** The stages of deals: the select column that a pipeline is about, else the built-in one. */
export const stageColumnOf = (workspace: Workspace, deals: string): Column | undefined => {
  const pipeline = workspace.pipelines().find(({ table }) => table === deals);
  return columnIn(workspace, deals, pipeline?.column ?? 'stage');
};

/** Where a deal begins: the first stage of the first pipeline. */
export const firstStage = (workspace: Workspace, stage: Column): Option | undefined => {
  const options = workspace.options(stage.table, stage.id);
  const pipeline = workspace
    .pipelines()
    .find(({ table, column }) => table === stage.table && column === stage.id);
  if (pipeline === undefined) return options[0];
  return options.find((option) => option.pipeline === null || option.pipeline === pipeline.id);
};
