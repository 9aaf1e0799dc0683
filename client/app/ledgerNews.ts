import type { LedgerOpened } from './session.ts';

export interface LedgerNews {
  readonly kind: 'gone' | 'readOnly' | 'writable';
  readonly name: string;
}

/** What changed for this person in the ledgers that were open. */
export const ledgerNews = (
  before: readonly LedgerOpened[],
  now: readonly LedgerOpened[],
): readonly LedgerNews[] =>
  before.flatMap(({ id, name, level }): readonly LedgerNews[] => {
    const next = now.find((ledger) => ledger.id === id);
    if (next === undefined) return [{ kind: 'gone', name }];
    if (next.level === level) return [];
    return [{ kind: next.level === 'read' ? 'readOnly' : 'writable', name }];
  });
