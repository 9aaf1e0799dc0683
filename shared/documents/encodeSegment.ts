import {
  Bool,
  type Data,
  type DataType,
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
  vectorFromArray,
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

/**
 * Rows as sealed blocks of at most 8,192, sorted by id. A column of numbers is float64, of
 * booleans bool, of texts a dictionary of UTF-8; one whose values differ in kind, or that holds
 * sets or unread text, is a dictionary of JSON texts. Empty cells are Arrow nulls.
 */
export const encodeSegments = (rows: readonly NewRow[]): EncodedSegment[] => {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const blocks: EncodedSegment[] = [];
  for (let from = 0; from < sorted.length; from += rowsPerSegment)
    blocks.push(encodeBlock(sorted.slice(from, from + rowsPerSegment)));
  return blocks;
};

const encodeBlock = (rows: readonly NewRow[]): EncodedSegment => {
  const columns = columnsOf(rows);
  const ids = vectorFromArray(
    rows.map((row) => row.id),
    new Utf8(),
  ).data[0]! as Data;
  const encoded = columns.map((column, position) =>
    encodeColumn(
      column,
      rows.map(({ values }) =>
        Object.hasOwn(values, column) ? storedValue(values[column]) : null,
      ),
      position,
    ),
  );
  const fields = [new Field(idColumn, new Utf8(), false), ...encoded.map(({ field }) => field)];
  const type = new Struct(fields);
  const children = [ids, ...encoded.map(({ data }) => data)];
  const batch = new RecordBatch(
    new Schema(fields),
    makeData({ type, length: rows.length, nullCount: 0, children }),
  );
  const writer = new RecordBatchStreamWriter();
  writer.write(batch);
  writer.finish();
  return { bytes: writer.toUint8Array(true), rows: rows.length, columns };
};

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
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const kind = kinds.size === 1 ? [...kinds][0] : 'mixed';
  if (kind === 'number') return flat(name, new Float64(), values);
  if (kind === 'boolean') return flat(name, new Bool(), values);
  return dictionary(name, values, kind !== 'string', position);
};

const flat = (name: string, type: DataType, values: readonly CellValue[]): EncodedColumn => ({
  field: new Field(name, type, true),
  data: vectorFromArray(values as unknown[], type).data[0]! as Data,
});

const dictionary = (
  name: string,
  values: readonly CellValue[],
  isJson: boolean,
  position: number,
): EncodedColumn => {
  const keys = new Int32Array(values.length);
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  const keyOf = new Map<string, number>();
  let nullCount = 0;
  values.forEach((value, index) => {
    if (value === null) {
      nullCount++;
      return;
    }
    nullBitmap[index >> 3]! |= 1 << (index & 7);
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
      nullCount,
      nullBitmap,
      data: keys,
      dictionary: vectorFromArray([...keyOf.keys()], new Utf8()),
    }) as Data,
  };
};
