import { isSchemaId } from '../model/index.ts';
import type { Making, UnreadReason } from './columnType.ts';

/** What a text led to; `makes` when the thing does not exist yet, or not any more. */
export type Found =
  | { readonly id: string; readonly makes?: Making }
  | { readonly reason: UnreadReason };

const mark = 'id:';

/**
 * The id in `id:…`, the form in which the clipboard names things whose name does not lead back to
 * them, such as one of two people called 王伟; null for every other text.
 */
export const markedId = (text: string): string | null => {
  const id = text.startsWith(mark) ? text.slice(mark.length) : '';
  return isSchemaId(id) ? id : null;
};

/** The first of `names` that leads to `id`, else its mark. */
export const referenceTo = (
  id: string,
  names: readonly string[],
  find: (text: string) => Found,
): string => names.find((name) => name.trim() !== '' && leadsTo(id, find(name))) ?? `${mark}${id}`;

const leadsTo = (id: string, found: Found): boolean => 'id' in found && found.id === id;
