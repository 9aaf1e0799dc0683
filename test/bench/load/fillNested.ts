import { setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import { benchRows } from '../support/rows.ts';
import { openWebsocket } from './websocketEditor.ts';

/** Rows for a server that keeps nothing: somebody has to bring them while it runs. */
export interface FillNested {
  readonly url: string;
  readonly document: string;
  readonly count: number;
  readonly seed: number;
}

/** Brings so many benchmark rows, and waits until others have them. Answers their ids. */
export const fillNested = async (fill: FillNested): Promise<readonly string[]> => {
  const { url, document, count, seed } = fill;
  const one = await openWebsocket(url, document);
  const rows = one.doc.getMap('rows');
  one.doc.transact(() => {
    for (const { id, values } of benchRows(count, seed))
      rows.set(id, new Y.Map(Object.entries(values)));
  });
  const other = await openWebsocket(url, document);
  while (other.doc.getMap('rows').size < count) await setTimeout(10);
  for (const { provider } of [one, other]) provider.destroy();
  return [...rows.keys()];
};
