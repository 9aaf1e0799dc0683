/** Who does the work: Suanpan, or what people would otherwise build (`peers/README.md`). */
export type Contender = 'ours' | 'A' | 'W' | 'H';

/** Of one run of one contender: figure id → value in the figure's unit; `null`: could not be had. */
export type Figures = Readonly<Record<string, number | null>>;

/** What ours has to reach, from the medians of all contenders. */
export type Target =
  | { readonly type: 'atMost'; readonly value: number }
  /** ours ≤ `factor` × the baseline's. */
  | { readonly type: 'ratio'; readonly of: Contender; readonly factor: number }
  /** ours ≤ the baseline's + `value`. */
  | { readonly type: 'plus'; readonly of: Contender; readonly value: number };

export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly unit: 'ms' | 's' | 'MB' | 'bytes' | 'count';
  /** None: told, not judged. */
  readonly targets: readonly Target[];
}

export interface Run {
  readonly contender: Contender;
  /** How large: rows, clients… in the words of `sizeLabel`. */
  readonly size: number;
  /** From 0. */
  readonly repetition: number;
  /** A folder of this run's own, removed after it. */
  readonly folder: string;
  readonly seed: number;
}

/** One line of `targets.md`, measured. */
export interface BenchCase {
  /** `P1`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what is done, and what the clock measures. */
  readonly work: string;
  readonly figures: readonly Figure[];
  readonly contenders: readonly Contender[];
  /** What a size counts: `rows`, `clients`. */
  readonly sizeLabel: string;
  /** The one that the targets are for. */
  readonly size: number;
  /** For the chart, `size` among them; empty where nothing grows. */
  readonly sizes: readonly number[];
  /** In the place of `size` and `sizes` with `--quick`. */
  readonly quickSize: number;
  /** CHROMIUM_PATH is set then. */
  readonly needsChromium?: boolean;
  /** How long one run, or the preparation of a size, may take; 300 s unless given. */
  readonly runTimeout?: number;
  /** For the report: what the limit is where a target is missed, what a reader must know. */
  readonly remark?: string;
  /** False where a contender cannot do a size in reasonable time or memory; the report says so. */
  canRun?(contender: Contender, size: number): boolean;
  /** Before the first repetition of a size, not measured: files and data that all runs share. */
  prepare?(size: number, folder: string): Promise<void>;
  /** Once, for one contender; ends every process that it started. */
  run(run: Run): Promise<Figures>;
}
