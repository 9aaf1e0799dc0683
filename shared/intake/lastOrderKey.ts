import { idAlphabet } from '../model/index.ts';

const key = new RegExp(`^[${idAlphabet}]+$`);

/**
 * The last order key in a list, which need not be in order: options stand by pipeline; null when
 * there is none. Records that another program made without an order stand by their ids, which need
 * not be keys.
 */
export const lastOrderKey = (list: readonly { readonly order: string }[]): string | null =>
  list.reduce<string | null>(
    (last, { order }) => (key.test(order) && (last === null || order > last) ? order : last),
    null,
  );
