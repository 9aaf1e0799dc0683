import type { FastifyInstance, FastifyRequest } from 'fastify';
import { monotonicFactory } from 'ulid';
import type { ColumnContext } from '../../../shared/columns/index.ts';
import type { Ledger } from '../../../shared/documents/index.ts';
import { todayIn } from '../../../shared/formulas/index.ts';
import type { CellValue, SetRecord } from '../../../shared/model/index.ts';
import { newRowsBody, rowPatch, rowsQuery } from '../../../shared/protocol/http.ts';
import { type Actor, Refusal } from '../../access/index.ts';
import type { DataDependencies } from '../dataDependencies.ts';
import { actorInLedger } from '../ledgerRight.ts';
import { readBody } from '../readBody.ts';
import { readQuery } from '../readQuery.ts';
import { type ApiTable, findApiTable } from './apiTable.ts';
import { columnContext } from './columnContext.ts';
import { readCursor, toCursor } from './cursor.ts';
import { readRows } from './readRows.ts';
import { withResults } from './withResults.ts';

interface TableParams {
  readonly ledger: string;
  readonly table: string;
}
interface RowParams extends TableParams {
  readonly row: string;
}

const rowsPath = '/api/ledgers/:ledger/tables/:table/rows';
/** Of 10,000 rows at once. */
const bodyLimit = 16 * 1024 * 1024;

/**
 * Rows as JSON. Writes are commands on the live document, answered when they are durable; reads
 * come from the projection, once it has reached the last commit before them.
 */
export const rowRoutes = (app: FastifyInstance, dependencies: DataDependencies): void => {
  const { access, writers, projection, formulas, now } = dependencies;
  const newId = monotonicFactory();

  /** As things stand now; ask again after having waited for anything. */
  const open = async ({ ledger, table }: TableParams): Promise<Opened> => {
    const live = await writers.readLedger(ledger);
    const workspace = await writers.readWorkspace();
    const today = todayIn(workspace.timeZone, now());
    return {
      ledger: live,
      table: findApiTable(workspace, table),
      context: columnContext(workspace, live, today),
    };
  };

  /** Before the body is read: nobody outside makes the server read it. */
  const mayWrite = async (request: FastifyRequest): Promise<void> => {
    await actorInLedger(request as FastifyRequest<{ Params: TableParams }>, access, 'write');
  };

  /** Words come before the cells that name them. */
  const make = async (records: readonly SetRecord[], actor: Actor): Promise<void> => {
    if (records.length === 0) return;
    if ((await access.level(actor, { kind: 'workspace' })) !== 'write')
      throw new Refusal('forbidden', { detail: 'you may not make options or tags' });
    await writers.applyWorkspace(records, actor.user);
  };

  const adding = { bodyLimit, onRequest: mayWrite };

  app.get<{ Params: TableParams }>(rowsPath, async (request) => {
    await actorInLedger(request, access, 'read');
    const { limit, cursor } = readQuery(rowsQuery, request);
    const after = readCursor(cursor);
    const { ledger } = request.params;
    const tableId = (await open(request.params)).table.id;
    const found = await projection.page(ledger, tableId, after, limit + 1);
    const { table, context } = await open(request.params);
    const page = found.slice(0, limit);
    const rows = page.map(({ id, cells }) => ({
      id,
      values: table.write(JSON.parse(cells) as Record<string, CellValue>, context),
    }));
    return { rows, next: found.length > limit ? toCursor(page.at(-1)!) : null };
  });

  app.post<{ Params: TableParams }>(rowsPath, adding, async (request, reply) => {
    const actor = await actorInLedger(request, access, 'write');
    const sent = readBody(newRowsBody, request);
    const { ledger } = request.params;
    const before = await open(request.params);
    const nameOf = (index: number) => `rows.${index}.values`;
    const read = await readRows(sent.rows, before.table, before.context, nameOf);
    await make(read.makings, actor);
    const rows = read.rows.map((values) => ({ id: newId(now()), values }));
    const added = { table: before.table.id, rows, layer: newId(now()), at: now() };
    await writers.addRows(ledger, added, actor.user);
    const whole = await withResults(rows, await formulas.of(before.table.id, ledger));
    const { table, context } = await open(request.params);
    return reply.status(201).send({
      rows: whole.map(({ id, values }) => ({ id, values: table.write(values, context) })),
      problems: read.problems,
    });
  });

  app.patch<{ Params: RowParams }>(`${rowsPath}/:row`, { onRequest: mayWrite }, async (request) => {
    const actor = await actorInLedger(request, access, 'write');
    const sent = readBody(rowPatch, request);
    const { ledger, row } = request.params;
    const before = await open(request.params);
    // Words are not made for a row that is not there.
    requireRow(before.ledger, before.table, row);
    const read = await readRows([sent], before.table, before.context, () => 'values');
    await make(read.makings, actor);
    requireRow(await writers.readLedger(ledger), before.table, row);
    const cells = Object.entries(read.rows[0]!).map(([column, value]) => ({ row, column, value }));
    const command = { type: 'setCells', table: before.table.id, cells } as const;
    await writers.applyLedger(ledger, [command], actor.user);
    const standing = await projection.row(ledger, before.table.id, row);
    if (standing === null) throw new Refusal('notFound', { field: 'row' });
    const { table, context } = await open(request.params);
    const values = table.write(JSON.parse(standing.cells) as Record<string, CellValue>, context);
    return { id: row, values, problems: read.problems };
  });

  app.delete<{ Params: RowParams }>(`${rowsPath}/:row`, async (request, reply) => {
    const actor = await actorInLedger(request, access, 'write');
    const { ledger, row } = request.params;
    const { table, ledger: live } = await open(request.params);
    requireRow(live, table, row);
    const command = { type: 'deleteRows', table: table.id, rows: [row], at: now() } as const;
    await writers.applyLedger(ledger, [command], actor.user);
    return reply.status(204).send();
  });
};

interface Opened {
  readonly ledger: Ledger;
  readonly table: ApiTable;
  readonly context: ColumnContext;
}

/** Throws `notFound` when the row is in the recycle bin, or nowhere. */
const requireRow = (ledger: Ledger, { id }: ApiTable, row: string): void => {
  const table = ledger.table(id);
  const number = table.rowOf(row);
  if (number === undefined || !table.isListed(number))
    throw new Refusal('notFound', { field: 'row' });
};
