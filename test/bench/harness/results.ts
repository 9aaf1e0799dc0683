import { z } from 'zod';

const contender = z.enum(['ours', 'A', 'W', 'H']);

const turn = z.strictObject({
  contender,
  size: z.number(),
  repetition: z.number(),
});

const measuredRun = turn.extend({ figures: z.record(z.string(), z.number().nullable()) });

/** `turn` is null where the case as a whole failed, such as while preparing a size. */
const problem = z.strictObject({ turn: turn.nullable(), problem: z.string() });

const surroundings = z.strictObject({
  /** ISO date and time. */
  at: z.string(),
  machine: z.strictObject({
    cpu: z.string(),
    cores: z.number(),
    /** Bytes. */
    memory: z.number(),
    system: z.string(),
  }),
  /** Program or package → version. */
  versions: z.record(z.string(), z.string()),
});

const caseResults = z.strictObject({
  surroundings,
  repetitions: z.number(),
  seed: z.number(),
  runs: z.array(measuredRun).readonly(),
  problems: z.array(problem).readonly(),
});

/** What `docs/benchmarks/results.json` holds: case id → its last measurement, run by run. */
export const resultsSchema = z.record(z.string(), caseResults);

export type MeasuredRun = z.infer<typeof measuredRun>;
export type Problem = z.infer<typeof problem>;
export type Surroundings = z.infer<typeof surroundings>;
export type CaseResults = z.infer<typeof caseResults>;
export type Results = z.infer<typeof resultsSchema>;
