import {
  Bool,
  type Data,
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  Vector,
} from 'apache-arrow';
import { type CellValue, isEmpty, type NewRow } from '../model/index.ts';
import { idColumn, jsonMark } from './segment.ts';
import { storedValue } from './storedValue.ts';

export const rowsPerSegment = 8192;

/** A block of rows as it is stored: `bytes` is an Arrow IPC stream of one record batch. */
export interface EncodedSegment {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: readonly string[];
}

/** Rows to seal, column by column; stored values only. */
export interface RowsByColumn {
  /** Ascending, each once. */
  readonly ids: readonly string[];
  readonly columns: readonly string[];
  /** Reads one column by index in `ids`. */
  scan(column: string): (index: number) => CellValue;
}

/** Rows as sealed blocks of at most 8,192, sorted by id; see `encodeRowsInSteps`. */
export const encodeSegments = (rows: readonly NewRow[]): EncodedSegment[] => {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const byColumn: RowsByColumn = {
    ids: sorted.map(({ id }) => id),
    columns: columnsOf(rows),
    scan: (column) => (index) => {
      const { values } = sorted[index]!;
      return Object.hasOwn(values, column) ? storedValue(values[column]) : null;
    },
  };
  return encodeRows(byColumn);
};

/**
 * Rows as sealed blocks of at most 8,192. A column of numbers is float64, of booleans bool, of
 * texts a dictionary of UTF-8; one whose values differ in kind, or that holds sets or unread text,
 * is a dictionary of JSON texts. Empty cells are Arrow nulls; empty columns are left out. Each
 * block is made when it is asked for, a column (about 4 ms) at a time: null stands between them.
 */
export function* encodeRowsInSteps(rows: RowsByColumn): Iterable<EncodedSegment | null> {
  for (let from = 0; from < rows.ids.length; from += rowsPerSegment)
    yield* encodeBlock(rows, from, Math.min(from + rowsPerSegment, rows.ids.length));
}

/** The same without a pause. */
export const encodeRows = (rows: RowsByColumn): EncodedSegment[] =>
  [...encodeRowsInSteps(rows)].filter((block) => block !== null);

function* encodeBlock(
  rows: RowsByColumn,
  from: number,
  to: number,
): Iterable<EncodedSegment | null> {
  const columns: string[] = [];
  const encoded: EncodedColumn[] = [];
  for (const column of rows.columns) {
    const read = rows.scan(column);
    const values = Array.from({ length: to - from }, (_, index) => read(from + index));
    if (!values.every((value) => value === null)) {
      encoded.push(encodeColumn(column, values, columns.length));
      columns.push(column);
    }
    yield null;
  }
  const ids = utf8(rows.ids.slice(from, to));
  const fields = [new Field(idColumn, new Utf8(), false), ...encoded.map(({ field }) => field)];
  const batch = new RecordBatch(
    new Schema(fields),
    makeData({
      type: new Struct(fields),
      length: to - from,
      nullCount: 0,
      children: [ids, ...encoded.map(({ data }) => data)],
    }),
  );
  const writer = new RecordBatchStreamWriter();
  writer.write(batch);
  writer.finish();
  yield { bytes: writer.toUint8Array(true), rows: to - from, columns };
}

/** Ids of the columns in which at least one row has something, in ASCII order. */
const columnsOf = (rows: readonly NewRow[]): string[] => {
  const columns = new Set<string>();
  for (const row of rows)
    for (const [column, value] of Object.entries(row.values))
      if (!isEmpty(value)) columns.add(column);
  return [...columns].sort();
};

interface EncodedColumn {
  readonly field: Field;
  readonly data: Data;
}

const encodeColumn = (
  name: string,
  values: readonly CellValue[],
  position: number,
): EncodedColumn => {
  const kinds = new Set(values.map((value) => (value === null ? 'null' : typeof value)));
  kinds.delete('null');
  const kind = kinds.size === 1 ? [...kinds][0] : 'mixed';
  if (kind === 'number') return numbers(name, values);
  if (kind === 'boolean') return booleans(name, values);
  return dictionary(name, values, kind !== 'string', position);
};

// Arrow's own builders take ten times as long as filling its buffers.

const numbers = (name: string, values: readonly CellValue[]): EncodedColumn => {
  const type = new Float64();
  const data = Float64Array.from(values, (value) => (typeof value === 'number' ? value : 0));
  return {
    field: new Field(name, type, true),
    data: makeData({ type, length: values.length, ...validity(values), data }) as Data,
  };
};

const booleans = (name: string, values: readonly CellValue[]): EncodedColumn => {
  const type = new Bool();
  const data = bits(values, (value) => value === true);
  return {
    field: new Field(name, type, true),
    data: makeData({ type, length: values.length, ...validity(values), data }) as Data,
  };
};

const dictionary = (
  name: string,
  values: readonly CellValue[],
  isJson: boolean,
  position: number,
): EncodedColumn => {
  const keys = new Int32Array(values.length);
  const keyOf = new Map<string, number>();
  values.forEach((value, index) => {
    if (value === null) return;
    const text = isJson ? JSON.stringify(value) : (value as string);
    const key = keyOf.get(text) ?? keyOf.size;
    if (key === keyOf.size) keyOf.set(text, key);
    keys[index] = key;
  });
  const type = new Dictionary(new Utf8(), new Int32(), position);
  const metadata = isJson ? new Map([[jsonMark.key, jsonMark.value]]) : undefined;
  return {
    field: new Field(name, type, true, metadata),
    data: makeData({
      type,
      length: values.length,
      ...validity(values),
      data: keys,
      dictionary: new Vector([utf8([...keyOf.keys()])]),
    }) as Data,
  };
};

const utf8 = (texts: readonly string[]): Data<Utf8> => {
  const encoder = new TextEncoder();
  const valueOffsets = new Int32Array(texts.length + 1);
  // UTF-8 takes at most three bytes for what is one unit in a string.
  const most = texts.reduce((sum, text) => sum + text.length * 3, 0);
  const bytes = new Uint8Array(most);
  let end = 0;
  texts.forEach((text, index) => {
    end += encoder.encodeInto(text, bytes.subarray(end)).written;
    valueOffsets[index + 1] = end;
  });
  return makeData({
    type: new Utf8(),
    length: texts.length,
    nullCount: 0,
    valueOffsets,
    data: bytes.slice(0, end),
  });
};

const validity = (
  values: readonly CellValue[],
): { readonly nullCount: number; readonly nullBitmap: Uint8Array } => ({
  nullCount: values.reduce<number>((count, value) => count + (value === null ? 1 : 0), 0),
  nullBitmap: bits(values, (value) => value !== null),
});

const bits = (values: readonly CellValue[], isSet: (value: CellValue) => boolean): Uint8Array => {
  const bytes = new Uint8Array((values.length + 7) >> 3);
  values.forEach((value, index) => {
    if (isSet(value)) bytes[index >> 3]! |= 1 << (index & 7);
  });
  return bytes;
};
