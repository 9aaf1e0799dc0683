import type { Workspace } from '../../shared/documents/index.ts';
import { type Name, orderKeyBetween, type SetRecord } from '../../shared/model/index.ts';

/** What a table that somebody makes begins with: one column, whose text is a row's title. */
const firstColumn: { readonly id: string; readonly name: Name; readonly width: number } = {
  id: 'name',
  name: { zh: '名称', en: 'Name' },
  width: 180,
};

/** Makes an empty table, the last one. */
export const makeTable = (
  workspace: Workspace,
  id: string,
  name: string,
  random: () => number,
): readonly SetRecord[] => {
  const last = workspace.tables().at(-1)?.order ?? null;
  const { id: column, name: title, width } = firstColumn;
  return [
    setRecord('tables', id, {
      kind: 'plain',
      key: id,
      name,
      order: orderKeyBetween(last, null, random),
    }),
    setRecord('columns', `${id}/${column}`, {
      type: 'text',
      key: column,
      name: title,
      width,
      settings: {},
      order: orderKeyBetween(null, null, random),
    }),
  ];
};

export const renameTable = (table: string, name: string): SetRecord =>
  setRecord('tables', table, { name });

/** Takes a table out of use, its rows untouched. */
export const deleteTable = (table: string, at: number): SetRecord =>
  setRecord('tables', table, { deletedAt: at });

const setRecord = (
  collection: SetRecord['collection'],
  id: string,
  properties: SetRecord['properties'],
): SetRecord => ({ type: 'setRecord', collection, id, properties });
