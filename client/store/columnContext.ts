import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Workspace } from '../../shared/documents/index.ts';
import type { Language } from '../../shared/model/index.ts';
import type { Titles } from './titles.ts';

/** What column types know of the workspace: the same object until something in it changes. */
export interface Contexts {
  current(): ColumnContext;
  /** People, tags, options or titles changed. */
  renew(): void;
}

export const createContexts = (
  workspace: Workspace,
  titles: Titles,
  language: () => Language,
  today: () => string,
  isDayFirst: boolean,
): Contexts => {
  let current: ColumnContext | null = null;

  const make = (): ColumnContext => {
    const context: ColumnContext = {
      language: language(),
      today: today(),
      isDayFirst,
      options: (column) => workspace.options(column.table, column.id),
      option: (column, id) => workspace.option(column.table, column.id, id),
      tags: () => workspace.tags(),
      tag: (id) => workspace.tag(id),
      people: () => workspace.people(),
      rowTitle: (table, row) => titles.titleOf(table, row, context),
      rowsByTitle: (table, title) => titles.rowsCalled(table, title, context),
    };
    return context;
  };

  return {
    current: () => {
      if (current?.language !== language() || current.today !== today()) current = make();
      return current;
    },
    renew: () => {
      current = null;
    },
  };
};
