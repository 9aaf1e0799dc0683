import * as encoding from 'lib0/encoding';

interface ForgedId {
  readonly client: number;
  readonly clock: number;
}

export interface ForgedStruct {
  readonly kind?:
    | 'any'
    | 'deleted'
    | 'gc'
    | 'skip'
    | 'string'
    | 'json'
    | 'type'
    | 'binary'
    | 'embed'
    | 'format'
    | 'document';
  readonly value?: unknown;
  readonly values?: readonly unknown[];
  readonly length?: number;
  readonly origin?: ForgedId;
  readonly rightOrigin?: ForgedId;
  readonly map?: string;
  readonly parent?: ForgedId;
  readonly key?: string;
  /** Of a string; "text" when there is none. */
  readonly text?: string;
  /** Yjs's number of a type: 1 map, 2 text, 3 XML element, 5 XML hook, 6 XML text. */
  readonly type?: number;
}

export interface ForgedUpdate {
  readonly clients?: readonly {
    readonly client: number;
    readonly clock: number;
    readonly structs: readonly ForgedStruct[];
  }[];
  readonly deletes?: readonly { client: number; clock: number; length: number }[];
}

const references = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  document: 9,
  skip: 10,
} as const;

/** Writes an update of Yjs format 1 by hand, as no honest program would. */
export const forgeUpdate = ({ clients = [], deletes = [] }: ForgedUpdate): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clients.length);
  for (const { client, clock, structs } of clients) {
    encoding.writeVarUint(encoder, structs.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const struct of structs) writeStruct(encoder, struct);
  }
  encoding.writeVarUint(encoder, deletes.length);
  for (const { client, clock, length } of deletes) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarUint(encoder, length);
  }
  return encoding.toUint8Array(encoder);
};

const writeStruct = (encoder: encoding.Encoder, struct: ForgedStruct): void => {
  const { kind = 'any', origin, rightOrigin, map, parent, key, length = 1 } = struct;
  const reference = references[kind];
  if (kind === 'gc' || kind === 'skip') {
    encoding.writeUint8(encoder, reference);
    encoding.writeVarUint(encoder, length);
    return;
  }
  const info =
    reference | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (key === undefined ? 0 : 32);
  encoding.writeUint8(encoder, info);
  for (const id of [origin, rightOrigin]) if (id !== undefined) writeId(encoder, id);
  if (origin === undefined && rightOrigin === undefined) {
    encoding.writeVarUint(encoder, parent === undefined ? 1 : 0);
    if (parent === undefined) encoding.writeVarString(encoder, map ?? '');
    else writeId(encoder, parent);
    if (key !== undefined) encoding.writeVarString(encoder, key);
  }
  if (kind === 'deleted') encoding.writeVarUint(encoder, length);
  if (kind === 'string') encoding.writeVarString(encoder, struct.text ?? 'text');
  if (kind === 'type') {
    const { type = 1 } = struct;
    encoding.writeVarUint(encoder, type);
    // Elements and hooks have names.
    if (type === 3 || type === 5) encoding.writeVarString(encoder, 'name');
  }
  if (kind === 'binary') encoding.writeVarUint8Array(encoder, Uint8Array.of(1, 2, 3));
  if (kind === 'embed') encoding.writeVarString(encoder, '{"any":"object"}');
  if (kind === 'format') {
    encoding.writeVarString(encoder, 'bold');
    encoding.writeVarString(encoder, 'true');
  }
  if (kind === 'document') {
    encoding.writeVarString(encoder, 'guid');
    encoding.writeAny(encoder, {});
  }
  if (kind === 'json') {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, '1');
  }
  if (kind === 'any') {
    const values = struct.values ?? [struct.value ?? 'forged'];
    encoding.writeVarUint(encoder, values.length);
    for (const value of values) encoding.writeAny(encoder, value as never);
  }
};

const writeId = (encoder: encoding.Encoder, { client, clock }: ForgedId): void => {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
};
