/** What one test of a reliability target did and found; kept as a line of JSON. */
export interface Finding {
  /** Of `reliabilityTargets`. */
  readonly id: string;
  /** How much was done: `1,000 kills, 81,204 edits acknowledged`. */
  readonly done: string;
  /** What came of it: `0 lost`, `median 0.62 s`. */
  readonly found: string;
  /** Gives the same run again with `--seed`; null where nothing was drawn. */
  readonly seed: number | null;
  /**
   * False where a measured figure misses its target. A test asserts what must hold on any machine;
   * times are only told, and judged here.
   */
  readonly met: boolean;
}

/** How a test ended, for the report. */
export interface TestOutcome {
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

/** All that a report is made of; kept beside it as JSON. */
export interface FaultRun {
  /** ISO, to the day. */
  readonly date: string;
  readonly isFull: boolean;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly tests: readonly TestOutcome[];
}
