import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSegment } from '../../shared/documents/checkSegment.ts';
import { encodeSegments, rowsPerSegment } from '../../shared/documents/encodeSegment.ts';
import { decodeSegment } from '../../shared/documents/segment.ts';
import {
  type CellValue,
  isEmpty,
  isMemberSet,
  type NewRow,
  toMemberSet,
} from '../../shared/model/index.ts';

const rowId = (index: number): string => `01JD${String(index).padStart(22, '0')}`;

const value: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
  fc.string().map((unread) => ({ unread })),
);
/** Columns of one kind, which have a layout of their own each, and mixed ones. */
const kinds = [
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.boolean(),
  value,
];
const rows = fc
  .uniqueArray(fc.nat(1000), { maxLength: 40 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc
          .record(
            Object.fromEntries(
              kinds.map((kind, index) => [`column${index}`, kind as fc.Arbitrary<CellValue>]),
            ),
            { requiredKeys: [] },
          )
          .map((values): NewRow => ({ id: rowId(id), values: values as NewRow['values'] })),
      ),
    ),
  );

const plain = (found: CellValue | undefined): CellValue =>
  isEmpty(found) ? null : isMemberSet(found) ? toMemberSet(found) : (found ?? null);

describe('a segment', () => {
  it('SEGMENT-1: gives back every value of every kind, by row and column', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const segments = encodeSegments(written).map(({ bytes }) => decodeSegment(bytes));
        expect(segments.length).toBe(written.length === 0 ? 0 : 1);
        for (const { id, values } of written) {
          const segment = segments[0]!;
          const index = segment.find(id);
          expect(segment.rowId(index)).toBe(id);
          for (let column = 0; column < kinds.length; column++)
            expect(segment.column(`column${column}`)?.(index) ?? null).toEqual(
              plain(values[`column${column}`]),
            );
        }
        for (const segment of segments) expect(segment.find(rowId(1001))).toBe(-1);
      }),
    );
  });

  it('SEGMENT-2: holds at most 8,192 rows, sorted by id, however many come', () => {
    const many = Array.from({ length: 2 * rowsPerSegment + 1 }, (_, index) => ({
      id: rowId((index * 7919) % (2 * rowsPerSegment + 1)),
      values: { name: `row ${index}` },
    }));
    const checked = encodeSegments(many).map(({ bytes }) => checkSegment(bytes));
    expect(checked.map((segment) => segment.rows)).toEqual([rowsPerSegment, rowsPerSegment, 1]);
  });

  it('SEGMENT-3: is refused when a row id stands twice, or is none', () => {
    const once = { id: rowId(1), values: {} };
    const [twice] = encodeSegments([once, once]);
    expect(() => checkSegment(twice!.bytes)).toThrow('do not ascend');
    const [wrong] = encodeSegments([{ id: 'not an id', values: {} }]);
    expect(() => checkSegment(wrong!.bytes)).toThrow('not a row id');
    expect(() => checkSegment(new Uint8Array())).toThrow();
  });
});
