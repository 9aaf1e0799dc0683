import type { AppendEntry, LogStore } from '../../server/storage/port.ts';

export const ledger = 'ledger/01J0000000000000000000SHRD';

/** An append to `ledger`, generation 1, with everything that the test does not care about. */
export const entry = (seq: number, more: Partial<AppendEntry> = {}): AppendEntry => ({
  document: ledger,
  generation: 1,
  seq,
  update: bytes(`update ${seq}`),
  at: 1_700_000_000_000 + seq,
  by: 'ada',
  clients: [],
  event: null,
  ...more,
});

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (stored: Uint8Array): string => new TextDecoder().decode(stored);

export const appendMany = async (log: LogStore, from: number, to: number): Promise<void> => {
  for (let seq = from; seq <= to; seq++) await log.append(entry(seq));
};

/** What a reader would rebuild from: the snapshot's text, then each update's. */
export const rebuilt = async (log: LogStore, document = ledger): Promise<string[] | null> => {
  const stored = await log.load(document);
  if (stored === null) return null;
  return [
    ...(stored.snapshot === null ? [] : [text(stored.snapshot.state)]),
    ...stored.updates.map(({ update }) => text(update)),
  ];
};
