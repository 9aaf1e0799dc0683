/**
 * The outermost layer of an Arrow IPC stream (https://arrow.apache.org/docs/format/Columnar.html):
 * messages, each a flatbuffer and a body. A decoder believes the lengths that stand there, and with
 * a few changed bytes makes lists of billions; this only compares them with what is there.
 */

const continuation = 0xffff_ffff;
const headers = { schema: 1, dictionary: 2, batch: 3 } as const;
/** Of a field's node, and of a buffer's place: two 64-bit numbers each. */
const structSize = 16;

/** Throws `RangeError` when a length in the stream's headers reaches past what holds it. */
export const checkArrowFrame = (bytes: Uint8Array): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.byteLength; ) {
    const hasMark = view.getUint32(at, true) === continuation;
    const size = view.getUint32(at + (hasMark ? 4 : 0), true);
    if (size === 0) return;
    const from = at + (hasMark ? 8 : 4);
    if (from + size > bytes.byteLength) throw new RangeError('a header is cut off');
    const header = new DataView(bytes.buffer, bytes.byteOffset + from, size);
    const body = checkMessage(header);
    at = from + size + body;
    if (at > bytes.byteLength) throw new RangeError('a body is cut off');
  }
};

/** Answers the length of the body behind it. */
const checkMessage = (view: DataView): number => {
  const message = root(view);
  const bodyLength = long(view, fieldAt(view, message, 3));
  vectorAt(view, fieldAt(view, message, 4), 4);
  const type = fieldAt(view, message, 1);
  const header = tableAt(view, fieldAt(view, message, 2));
  switch (type === null ? 0 : view.getUint8(type)) {
    case headers.schema:
      checkFields(view, header, 1);
      break;
    case headers.dictionary:
      checkBatch(view, tableAt(view, fieldAt(view, header, 1)), bodyLength);
      break;
    case headers.batch:
      checkBatch(view, header, bodyLength);
      break;
    default:
      throw new RangeError('a message of an unknown kind');
  }
  return bodyLength;
};

/** Columns have no columns of their own. */
const checkFields = (view: DataView, schema: number, slot: number): void => {
  const fields = vectorAt(view, fieldAt(view, schema, slot), 4);
  for (let index = 0; index < fields.length; index++) {
    const field = tableAt(view, fields.at + index * 4);
    if (vectorAt(view, fieldAt(view, field, 5), 4).length > 0)
      throw new RangeError('a column with columns inside');
    const metadata = vectorAt(view, fieldAt(view, field, 6), 4);
    for (let pair = 0; pair < metadata.length; pair++) tableAt(view, metadata.at + pair * 4);
  }
  vectorAt(view, fieldAt(view, schema, 2), 4);
  vectorAt(view, fieldAt(view, schema, 3), 8);
};

const checkBatch = (view: DataView, batch: number, bodyLength: number): void => {
  // A value takes a bit at least.
  const mostValues = bodyLength * 8;
  if (long(view, fieldAt(view, batch, 0)) > mostValues) throw new RangeError('too many rows');
  const nodes = vectorAt(view, fieldAt(view, batch, 1), structSize);
  for (let index = 0; index < nodes.length; index++) {
    const at = nodes.at + index * structSize;
    if (long(view, at) > mostValues || long(view, at + 8) > mostValues)
      throw new RangeError('a column of too many values');
  }
  const buffers = vectorAt(view, fieldAt(view, batch, 2), structSize);
  for (let index = 0; index < buffers.length; index++) {
    const at = buffers.at + index * structSize;
    if (long(view, at) + long(view, at + 8) > bodyLength)
      throw new RangeError('a buffer reaches past its body');
  }
  if (fieldAt(view, batch, 3) !== null || fieldAt(view, batch, 4) !== null)
    throw new RangeError('a batch of a kind that is not ours');
};

// Flatbuffers: a table begins with the distance to its vtable, which lists where its fields are.

const root = (view: DataView): number => inside(view, view.getUint32(0, true), 4);

/** Where the table's field stands; null when it has its default. */
const fieldAt = (view: DataView, table: number, slot: number): number | null => {
  const vtable = table - view.getInt32(table, true);
  const entry = 4 + slot * 2;
  if (entry + 2 > view.getUint16(vtable, true)) return null;
  const offset = view.getUint16(vtable + entry, true);
  return offset === 0 ? null : table + offset;
};

const tableAt = (view: DataView, at: number | null): number => {
  if (at === null) throw new RangeError('a part is missing');
  return inside(view, at + view.getUint32(at, true), 4);
};

const vectorAt = (
  view: DataView,
  at: number | null,
  elementSize: number,
): { readonly at: number; readonly length: number } => {
  if (at === null) return { at: 0, length: 0 };
  const from = inside(view, at + view.getUint32(at, true), 4);
  const length = view.getUint32(from, true);
  inside(view, from + 4, length * elementSize);
  return { at: from + 4, length };
};

const long = (view: DataView, at: number | null): number => {
  if (at === null) return 0;
  const value = Number(view.getBigInt64(at, true));
  if (value < 0) throw new RangeError('a negative length');
  return value;
};

const inside = (view: DataView, at: number, length: number): number => {
  if (at + length > view.byteLength) throw new RangeError('a header reaches past its end');
  return at;
};
