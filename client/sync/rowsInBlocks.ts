import type { CellValue, NewRow } from '../../shared/model/index.ts';

/** The rows of encoded segments, empty cells left out. The bytes are this browser's own. */
export const rowsInBlocks = async (blocks: readonly Uint8Array[]): Promise<readonly NewRow[]> => {
  const { decodeSegment } = await import('../../shared/documents/segment.ts');
  return blocks.map(decodeSegment).flatMap((segment) =>
    Array.from({ length: segment.rows }, (_, index) => {
      const values: Record<string, CellValue> = {};
      for (const column of segment.columns) {
        const value = segment.column(column)?.(index) ?? null;
        if (value !== null) values[column] = value;
      }
      return { id: segment.rowId(index), values };
    }),
  );
};
