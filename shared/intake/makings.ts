import type { ColumnContext, Making } from '../columns/index.ts';
import { type Column, orderKeyBetween, type SetRecord } from '../model/index.ts';
import { lastOrderKey } from './lastOrderKey.ts';

/** Options and tags that reading texts asks for, each once, as commands for the workspace. */
export interface Makings {
  add(column: Column, makes: readonly Making[]): void;
  /** New words come after those there are; deleted ones come back as they were. */
  records(): readonly SetRecord[];
}

/** `random` (0 ≤ x < 1) keeps apart the order keys that several people make at once. */
export const collectMakings = (context: ColumnContext, random: () => number): Makings => {
  const records = new Map<string, SetRecord>();
  const lastOrder = new Map<string, string | null>();

  const nextOrder = (list: string, words: readonly { readonly order: string }[]): string => {
    const last = lastOrder.get(list) ?? lastOrderKey(words);
    const order = orderKeyBetween(last, null, random);
    lastOrder.set(list, order);
    return order;
  };

  return {
    add(column, makes) {
      for (const { kind, id, name } of makes) {
        const collection = kind === 'tag' ? 'tags' : 'options';
        const list = kind === 'tag' ? '' : `${column.table}/${column.id}/`;
        if (records.has(`${collection}:${list}${id}`)) continue;
        const words = kind === 'tag' ? context.tags() : context.options(column);
        const deleted = kind === 'tag' ? context.tag(id) : context.option(column, id);
        const properties =
          deleted === undefined
            ? { name, order: nextOrder(`${collection}:${list}`, words) }
            : { deletedAt: null };
        records.set(`${collection}:${list}${id}`, {
          type: 'setRecord',
          collection,
          id: `${list}${id}`,
          properties,
        });
      }
    },
    records: () => [...records.values()],
  };
};
