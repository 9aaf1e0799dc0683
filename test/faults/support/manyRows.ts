import { encodeSegments } from '../../../shared/documents/encodeSegment.ts';
import type { NewRow } from '../../../shared/model/index.ts';
import type { Visitor } from './visitor.ts';

const table = 'customers';
/** Besides the name; ten of texts, nine of numbers. */
const otherColumns = 19;

const rowId = (n: number): string => `01J0${String(n).padStart(22, '0')}`;

const rowOf = (n: number): NewRow => {
  const values: Record<string, string | number> = { name: `Customer ${n}` };
  for (let column = 0; column < otherColumns; column++)
    values[`c${column}`] = column < 10 ? `text ${(n * (column + 7)) % 5_000}` : n * column;
  return { id: rowId(n), values };
};

/** Seals rows of 20 columns in the shared ledger, as one layer. */
export const addManyRows = async (visitor: Visitor, count: number): Promise<void> => {
  const rows = Array.from({ length: count }, (_, n) => rowOf(n));
  const layer = rowId(0);
  const segments = [];
  for (const { bytes } of encodeSegments(rows))
    segments.push(await uploadRows(visitor, bytes, layer));
  const body = { layer, table, segments };
  expectCreated(await visitor.ask('POST', `${visitor.ledgerPath}/layers`, body));
};

/** Stores one block without naming it. */
export const uploadRows = async (
  visitor: Visitor,
  bytes: Uint8Array,
  layer: string,
): Promise<{ readonly hash: string }> => {
  const path = `${visitor.ledgerPath}/segments?table=${table}&layer=${layer}`;
  const answer = expectCreated(await visitor.upload(path, bytes));
  const { hash } = (await answer.json()) as { hash: string };
  return { hash };
};

const expectCreated = (answer: Response): Response => {
  if (answer.status !== 201) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
};
