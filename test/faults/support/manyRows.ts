import { encodeSegments } from '../../../shared/documents/encodeSegment.ts';
import type { NewRow } from '../../../shared/model/index.ts';
import type { Visitor } from './visitor.ts';

const table = 'customers';
/** Besides the name; ten of texts, nine of numbers. */
const otherColumns = 19;

/** A ULID, in the order of `layer` and `n`. */
const idOf = (layer: number, n: number): string =>
  `01J${String(layer).padStart(8, '0')}${String(n).padStart(15, '0')}`;

const rowOf = (layer: number, n: number): NewRow => {
  const values: Record<string, string | number> = { name: `Customer ${n}` };
  for (let column = 0; column < otherColumns; column++)
    values[`c${column}`] = column < 10 ? `text ${(n * (column + 7)) % 5_000}` : n * column;
  return { id: idOf(layer, n), values };
};

/** Where blocks of rows go that are still in no layer. */
export const uploadPath = ({ ledgerPath }: Visitor, layer = 0): string =>
  `${ledgerPath}/segments?table=${table}&layer=${idOf(layer, 0)}`;

/** With what such a block is sent. */
export const uploadHeaders = ({ token }: Visitor): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/vnd.apache.arrow.stream',
});

/** Seals rows of 20 columns in the shared ledger, as one layer with a number. */
export const addManyRows = async (visitor: Visitor, count: number, layer = 0): Promise<void> => {
  const rows = Array.from({ length: count }, (_, n) => rowOf(layer, n));
  const segments = [];
  for (const { bytes } of encodeSegments(rows)) {
    const answer = await fetch(visitor.url + uploadPath(visitor, layer), {
      method: 'POST',
      headers: uploadHeaders(visitor),
      body: Uint8Array.from(bytes),
    });
    segments.push({ hash: ((await created(answer)) as { hash: string }).hash });
  }
  const body = { layer: idOf(layer, 0), table, segments };
  await created(await visitor.ask('POST', `${visitor.ledgerPath}/layers`, body));
};

const created = async (answer: Response): Promise<unknown> => {
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return await answer.json();
};
