import * as Y from 'yjs';

/**
 * The words that edits of a note put into it, for a person to copy when the note itself did not
 * take them: runs of text in the order in which they were typed, without what the same edits took
 * out again. Empty when there were none.
 */
export const wordsIn = (update: Uint8Array): string => {
  const { structs, ds } = Y.decodeUpdate(update);
  let words = '';
  let last: Y.ID | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const { content, id, length, origin } = struct;
    if (content instanceof Y.ContentType && content.type instanceof Y.XmlText) words += '\n';
    if (!(content instanceof Y.ContentString)) continue;
    const follows = last !== null && origin !== null && Y.compareIDs(last, origin);
    if (!follows && !words.endsWith('\n')) words += '\n';
    words += standing(content.str, id, ds);
    last = Y.createID(id.client, id.clock + length - 1);
  }
  return words.replace(/\n{2,}/g, '\n').trim();
};

/** Of text that begins at `id`, what the deletes leave. Clocks count UTF-16 units. */
const standing = (text: string, { client, clock }: Y.ID, deletes: DeleteSet): string =>
  [...text.split('').entries()]
    .filter(([place]) => !isDeleted(deletes, client, clock + place))
    .map(([, unit]) => unit)
    .join('');

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

const isDeleted = (deletes: DeleteSet, client: number, clock: number): boolean =>
  (deletes.clients.get(client) ?? []).some(
    (item) => item.clock <= clock && clock < item.clock + item.len,
  );
