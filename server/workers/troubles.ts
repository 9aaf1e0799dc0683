/**
 * Which formulas took too long or failed, and with whose rows: what one ledger holds may make a
 * program endless that is quick with all others. Those of two ledgers are the program's own fault.
 */
export interface Troubles {
  /** The program goes to where others do not wait for it. */
  isSlow(program: string, ledger: string): boolean;
  tookLong(program: string, ledger: string): void;
  /** It was soon done, elsewhere: the machine was busy, most likely. Believed twice. */
  wasQuick(program: string, ledger: string): void;
  /** Its blocks are not asked for any more. */
  isGivenUp(program: string, ledger: string): boolean;
  /** One more block of it failed. */
  failed(program: string, ledger: string): void;
  /** True when a block of it ever failed there. */
  hasFailed(program: string, ledger: string): boolean;
}

/** Blocks on which a program may fail: others would wait as long for each of its blocks again. */
const mostFailures = 2;
const mostLedgers = 2;
/** Formulas in one workspace are hundreds at most. */
const mostRemembered = 1_000;

const mostExcuses = 2;

interface Trouble {
  readonly slowIn: Set<string>;
  excuses: number;
  /** Ledger → blocks. */
  readonly failedIn: Map<string, number>;
}

export const createTroubles = (): Troubles => {
  const troubles = new Map<string, Trouble>();

  const of = (program: string): Trouble => {
    const known = troubles.get(program);
    if (known !== undefined) return known;
    if (troubles.size >= mostRemembered) troubles.clear();
    const trouble = { slowIn: new Set<string>(), excuses: 0, failedIn: new Map<string, number>() };
    troubles.set(program, trouble);
    return trouble;
  };

  return {
    isSlow: (program, ledger) => {
      const slowIn = troubles.get(program)?.slowIn;
      return slowIn !== undefined && (slowIn.size >= mostLedgers || slowIn.has(ledger));
    },
    tookLong: (program, ledger) => {
      of(program).slowIn.add(ledger);
    },
    wasQuick: (program, ledger) => {
      const trouble = troubles.get(program);
      if (trouble === undefined || trouble.excuses >= mostExcuses) return;
      if (trouble.slowIn.delete(ledger)) trouble.excuses++;
    },
    isGivenUp: (program, ledger) => {
      const failedIn = troubles.get(program)?.failedIn;
      if (failedIn === undefined) return false;
      return failedIn.size >= mostLedgers || (failedIn.get(ledger) ?? 0) >= mostFailures;
    },
    failed: (program, ledger) => {
      const { failedIn } = of(program);
      failedIn.set(ledger, (failedIn.get(ledger) ?? 0) + 1);
    },
    hasFailed: (program, ledger) => {
      const failedIn = troubles.get(program)?.failedIn;
      return failedIn !== undefined && (failedIn.size >= mostLedgers || failedIn.has(ledger));
    },
  };
};
