import { idAlphabet } from '../model/index.ts';

const key = new RegExp(`^[${idAlphabet}]+$`);

/**
 * The last order key in a list that is in order; null when there is none. Records that another
 * program made without an order stand by their ids, which need not be keys.
 */
export const lastOrderKey = (list: readonly { readonly order: string }[]): string | null =>
  list.findLast(({ order }) => key.test(order))?.order ?? null;
