import * as Y from 'yjs';

/** One cell of a document in which rows are maps in a map, as both baselines have them. */
export const setNestedCell = (doc: Y.Doc, row: string, column: string, value: string): void => {
  const cells = doc.getMap('rows').get(row);
  if (!(cells instanceof Y.Map)) throw new RangeError(`there is no row ${row}`);
  cells.set(column, value);
};
