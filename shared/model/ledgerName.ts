import type { Language } from './language.ts';

/** The ledger that setup makes. It is stored under this name, and shown as people call it. */
export const sharedLedger = 'Shared';

export const ledgerNameIn = (name: string, language: Language): string =>
  name === sharedLedger && language === 'zh' ? '公共台账' : name;
