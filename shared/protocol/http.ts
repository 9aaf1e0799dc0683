import { z } from 'zod';
import { collections, columnTypes, isRowId, isSchemaId, roles } from '../model/index.ts';
import { type ProblemCode, problemCodes } from './problem.ts';
import { recoveryLimits, writesIn } from './recovery.ts';

const problemCode = z.enum(Object.keys(problemCodes) as ProblemCode[]);

/** Bodies and answers of the HTTP API. Errors are RFC 9457 problem details (`problem.ts`). */

export const email = z
  .email()
  .max(254)
  .transform((text) => text.trim().toLowerCase());
export const personName = z.string().trim().min(1).max(80);
export const password = z.string().min(8).max(200);
export const level = z.enum(['read', 'write']);
export const language = z.enum(['zh', 'en']);

export const setupBody = z.object({
  name: personName,
  email,
  password,
  /** Null: the tables without rows. */
  sample: language.nullable().default(null),
});
export const setupState = z.object({ needed: z.boolean() });

/** What was never an address or a password is only wrong, but nobody's has this length. */
export const sessionBody = z.object({
  email: z.string().max(254),
  password: z.string().max(200),
});

export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  active: z.boolean(),
  /** False until the person has used their one-time link. */
  joined: z.boolean(),
});
export type User = z.infer<typeof user>;
export const me = z.object({ user });

export const newUserBody = z.object({
  name: personName,
  email,
  role: z.enum(roles).default('member'),
});
export const newUserAnswer = z.object({ user, link: z.url() });
export const userPatch = z.object({
  role: z.enum(roles).optional(),
  active: z.boolean().optional(),
});

export const invitation = z.object({ name: z.string(), email: z.string() });
export const acceptBody = z.object({ password });

export const tokenBody = z.object({ name: personName });
export const tokenAnswer = z.object({ id: z.string(), token: z.string() });
export const tokenListed = z.object({ id: z.string(), name: z.string(), createdAt: z.number() });

export const ledgerBody = z.object({ name: z.string().trim().min(1).max(80) });
export const ledger = z.object({ id: z.string(), name: z.string(), level });
export type LedgerListed = z.infer<typeof ledger>;
/** `GET /api/ledgers?scope=all`, for owners and admins: level null where they are not members. */
export const anyLedger = z.object({ id: z.string(), name: z.string(), level: level.nullable() });
export const memberBody = z.object({ level: level.nullable() });
export const member = z.object({ user: z.string(), level });

/** Deeper than any value that a column has; whatever walks through one does so recursively. */
const deepest = 64;
const isWithin = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((inner) => isWithin(inner, depth - 1)));
const isNotTooDeep = (value: unknown): boolean => isWithin(value, deepest);
const tooDeep = `must not be nested deeper than ${deepest} levels`;

export const rowValues = z.record(z.string(), z.unknown());
const sentValues = z.record(z.string(), z.unknown().refine(isNotTooDeep, tooDeep));
/** Counted before any of them is looked at. */
export const newRowsBody = z.object({
  rows: z
    .array(z.unknown())
    .min(1)
    .max(10_000)
    .pipe(z.array(z.object({ values: sentValues }))),
});
export const rowPatch = z.object({ values: sentValues });
export const row = z.object({ id: z.string(), values: rowValues });
const mostAPage = 1_000;
/** Who asks for more than a page holds gets a full page, and `next`. */
const pageLimit = z.coerce
  .number()
  .int()
  .min(1)
  .default(100)
  .transform((limit) => Math.min(limit, mostAPage));
export const rowsQuery = z.object({
  limit: pageLimit,
  cursor: z.string().optional(),
});
export const rowsAnswer = z.object({ rows: z.array(row), next: z.string().nullable() });
/** Values that their columns could not read and keep as unread text; `row` counts from 0. */
export const valueProblems = z.array(
  z.object({ row: z.number(), column: z.string(), reason: z.string() }),
);
export const newRowsAnswer = z.object({ rows: z.array(row), problems: valueProblems });
export const rowPatchAnswer = row.extend({ problems: valueProblems });

const layerId = z.string().refine(isRowId, 'must be a ULID');
const schemaId = z.string().refine(isSchemaId, 'must be an id');
export const segmentQuery = z.object({ table: schemaId, layer: layerId });
export const segmentAnswer = z.object({
  hash: z.string(),
  rows: z.number(),
  columns: z.array(z.string()),
});
export const layerBody = z.object({
  layer: layerId,
  table: schemaId,
  segments: z
    .array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(1_000),
});

export const eventsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: pageLimit,
});

/** `after`: the last row id of the page before. */
export const notesQuery = z.object({
  text: z.string().trim().min(1).max(200),
  limit: pageLimit,
  after: z.string().refine(isRowId, 'must be a row id').optional(),
});
export const notesAnswer = z.object({
  notes: z.array(z.object({ id: z.string(), table: z.string(), snippet: z.string() })),
  next: z.string().nullable(),
});

const anyJson = z.any().refine(isNotTooDeep, tooDeep);
const cellWrite = z.object({
  row: z.string(),
  column: z.string(),
  value: anyJson,
  was: anyJson.optional(),
});
export const ledgerCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('setCells'), table: z.string(), cells: z.array(cellWrite) }),
  z.object({
    type: z.literal('setMembers'),
    table: z.string(),
    cells: z.array(
      z.object({
        row: z.string(),
        column: z.string(),
        add: z.array(z.string()),
        remove: z.array(z.string()),
      }),
    ),
  }),
  z.object({
    type: z.literal('addRows'),
    table: z.string(),
    rows: z.array(z.object({ id: z.string(), values: z.record(z.string(), anyJson) })),
  }),
  z.object({
    type: z.literal('deleteRows'),
    table: z.string(),
    rows: z.array(z.string()),
    at: z.number(),
  }),
  z.object({ type: z.literal('restoreRows'), table: z.string(), rows: z.array(z.string()) }),
  z.object({ type: z.literal('setLayer'), layer: z.string(), state: z.enum(['active', 'undone']) }),
]);
export const setRecord = z.object({
  type: z.literal('setRecord'),
  collection: z.enum(collections),
  id: z.string(),
  properties: z.record(z.string(), anyJson),
  was: z.record(z.string(), anyJson).optional(),
});

/**
 * `POST /api/recovery`: commands of a client whose document was replaced, or whose tab died.
 * `client` and `clock` (exclusive end) say where the command stood in the old document, so that
 * the server can tell what it already has; `was` is set on every cell write.
 */
export const recoveryBody = z.object({
  document: z.string(),
  generation: z.number().int().nullable(),
  entries: z
    .array(
      z.object({
        id: z.string(),
        client: z.number().int(),
        clock: z.number().int(),
        commands: z.array(z.union([ledgerCommand, setRecord])),
      }),
    )
    .max(recoveryLimits.entries)
    .refine(
      (entries) =>
        entries.reduce((sum, { commands }) => sum + writesIn(commands), 0) <= recoveryLimits.writes,
      'too many writes at once',
    ),
});
export const recoveryAnswer = z.object({
  outcomes: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['known', 'applied', 'conflict', 'refused']),
      /** Why it was refused. */
      reason: problemCode.optional(),
    }),
  ),
});

export const columnTypeId = z.enum(columnTypes);
