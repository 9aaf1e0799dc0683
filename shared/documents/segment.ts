import { type Data, DataType, tableFromIPC, type Vector } from 'apache-arrow';
import type { CellValue } from '../model/index.ts';
import { storedValue } from './storedValue.ts';

/**
 * A sealed block of rows: one Arrow record batch, with the row ids in the column `$id`, ascending,
 * and a column for each table column (`encodeSegment` says how values are laid out).
 * Columns are decoded when they are first read.
 */
export interface Segment {
  readonly rows: number;
  readonly columns: readonly string[];
  /** Bytes of the encoded form. */
  readonly bytes: number;
  rowId(index: number): string;
  /** Index of a row id, by binary search; -1 when it is not here. */
  find(rowId: string): number;
  /** Reads a column: null values for rows without one. Undefined when no row has one. */
  column(id: string): SegmentColumn | undefined;
}

export type SegmentColumn = (index: number) => CellValue;

/** The segment's bytes cannot be read. */
export class SegmentError extends Error {
  override readonly name = 'SegmentError';
}

/** No column of a table can have this name: those of people have no `$`. */
export const idColumn = '$id';

/** Field metadata of columns whose dictionary holds JSON texts rather than plain ones. */
export const jsonMark = { key: 'suanpan', value: 'json' } as const;

/**
 * Opens a segment. The bytes must be ours or have passed `checkSegment` in a worker with limits:
 * a few changed bytes in an Arrow header can make a decoder eat all memory.
 */
export const decodeSegment = (bytes: Uint8Array): Segment => {
  const table = tableFromIPC(bytes);
  const batch = table.batches[0];
  if (batch === undefined || table.batches.length !== 1)
    throw new SegmentError('a segment is exactly one record batch');
  const ids = batch.getChild(idColumn);
  if (ids === null || !DataType.isUtf8(ids.type)) throw new SegmentError('no column of row ids');
  const { rowId, find } = idReader(ids.data[0]! as Data, batch.numRows);
  const columns = batch.schema.fields
    .map((field) => field.name)
    .filter((name) => name !== idColumn);
  const readers = new Map<string, SegmentColumn>();
  return {
    rows: batch.numRows,
    columns,
    bytes: bytes.byteLength,
    rowId,
    find,
    column: (id) => {
      const known = readers.get(id);
      if (known !== undefined) return known;
      const index = columns.includes(id)
        ? batch.schema.fields.findIndex((field) => field.name === id)
        : -1;
      if (index < 0) return undefined;
      const isJson = batch.schema.fields[index]!.metadata.get(jsonMark.key) === jsonMark.value;
      const reader = columnReader(batch.getChildAt(index)!, isJson);
      readers.set(id, reader);
      return reader;
    },
  };
};

/** A byte a letter. */
const latin1 = new TextDecoder('latin1');

/** Row ids are ASCII: compared as bytes, many times faster than each through a decoder. */
const idReader = (data: Data, rows: number): Pick<Segment, 'rowId' | 'find'> => {
  const offsets = data.valueOffsets as Int32Array;
  const bytes = data.values as Uint8Array;
  let text: string | null = null;

  const compare = (index: number, id: string): number => {
    const from = offsets[index]!;
    const length = offsets[index + 1]! - from;
    const shared = Math.min(length, id.length);
    for (let i = 0; i < shared; i++) {
      const difference = bytes[from + i]! - id.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return length - id.length;
  };

  return {
    rowId: (index) => {
      // Decoded once, and cut: a hundred thousand ids made letter by letter keep the collector busy.
      text ??= latin1.decode(bytes);
      // Also where offsets that are not ours point outside: `checkSegment` finds no id there.
      return text.slice(Math.max(0, offsets[index]!), Math.max(0, offsets[index + 1]!));
    },
    find: (id) => {
      if (rows === 0 || compare(0, id) > 0 || compare(rows - 1, id) < 0) return -1;
      let low = 0;
      let high = rows - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const difference = compare(middle, id);
        if (difference === 0) return middle;
        if (difference < 0) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    },
  };
};

const columnReader = (vector: Vector, isJson: boolean): SegmentColumn => {
  const data = vector.data[0]! as Data;
  const isValid = validity(data);
  if (DataType.isDictionary(vector.type)) {
    const keys = data.values as Int32Array;
    const texts = data.dictionary!;
    // Arrow decodes UTF-8 at each get: a dictionary is decoded once, value by value, when needed.
    const decoded: (CellValue | undefined)[] = new Array(texts.length);
    return (index) => {
      if (!isValid(index)) return null;
      const key = keys[index]!;
      const known = decoded[key];
      if (known !== undefined) return known;
      const text: unknown = texts.get(key);
      const value =
        typeof text !== 'string'
          ? null
          : storedValue(isJson ? (JSON.parse(text) as unknown) : text);
      decoded[key] = value;
      return value;
    };
  }
  if (DataType.isFloat(vector.type)) {
    const values = data.values as Float64Array;
    return (index) => (isValid(index) ? values[index]! : null);
  }
  if (DataType.isBool(vector.type)) return (index) => (vector.get(index) as boolean | null) ?? null;
  throw new SegmentError(`a column of type ${vector.type}`);
};

const validity = (data: Data): ((index: number) => boolean) => {
  const bitmap = data.nullBitmap as Uint8Array | undefined;
  if (data.nullCount === 0 || bitmap === undefined || bitmap.length === 0) return () => true;
  const offset = data.offset;
  return (index) => {
    const bit = index + offset;
    return ((bitmap[bit >> 3]! >> (bit & 7)) & 1) === 1;
  };
};
