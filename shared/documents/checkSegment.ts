import { isColumnId, isRowId, isTooLong } from '../model/index.ts';
import { rowsPerSegment } from './encodeSegment.ts';
import { decodeSegment, SegmentError } from './segment.ts';

const mostColumns = 500;

/**
 * Reads every value of a segment that came from outside and throws `SegmentError` with the reason
 * when it is not what `encodeSegments` would make. Only for a worker with limits on memory and
 * time: a hostile header can make the decoder itself fail badly.
 */
export const checkSegment = (
  bytes: Uint8Array,
): { readonly rows: number; readonly columns: readonly string[] } => {
  const segment = decodeSegment(bytes);
  if (segment.rows === 0 || segment.rows > rowsPerSegment)
    throw new SegmentError(`a segment holds 1 to ${rowsPerSegment} rows, not ${segment.rows}`);
  if (segment.columns.length > mostColumns)
    throw new SegmentError(`a segment has at most ${mostColumns} columns`);
  if (new Set(segment.columns).size !== segment.columns.length)
    throw new SegmentError('a column stands twice');
  let previous = '';
  for (let index = 0; index < segment.rows; index++) {
    const id = segment.rowId(index);
    if (!isRowId(id)) throw new SegmentError(`not a row id at ${index}`);
    if (id <= previous) throw new SegmentError(`row ids do not ascend at ${index}`);
    previous = id;
  }
  for (const column of segment.columns) {
    if (!isColumnId(column)) throw new SegmentError('not a column id');
    const at = segment.column(column)!;
    for (let index = 0; index < segment.rows; index++) {
      const value = at(index);
      if (typeof value === 'number' && !Number.isFinite(value))
        throw new SegmentError(`not a finite number at ${index}`);
      if (isTooLong(value)) throw new SegmentError(`longer than a cell may be at ${index}`);
    }
  }
  return { rows: segment.rows, columns: segment.columns };
};
