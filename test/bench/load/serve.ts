/** What a load process does when its case asks for it; inputs and answers are plain data. */
export type Jobs = Readonly<Record<string, (input: never) => Promise<unknown>>>;

export interface Question {
  readonly id: number;
  readonly job: string;
  readonly input: unknown;
}

export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

/** Does jobs for the process that started this one (`support/loadProcess.ts`), and ends with it. */
export const serve = (jobs: Jobs): void => {
  const told = (answer: Answer): boolean => process.send!(answer);
  process.on('message', ({ id, job, input }: Question) => {
    const work = jobs[job] as ((input: unknown) => Promise<unknown>) | undefined;
    if (work === undefined) throw new Error(`no job ${job}`);
    work(input).then(
      (result) => told({ id, result }),
      (error: unknown) => told({ id, error: error instanceof Error ? error.stack! : `${error}` }),
    );
  });
  process.on('disconnect', () => process.exit());
};
