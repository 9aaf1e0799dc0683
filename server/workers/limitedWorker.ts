/** Where a worker's program runs: a thread (`thread.ts`) or a process (`childProcess.ts`). */
export interface Workplace<Question, Answer> {
  /** Tells of `ready`, then of answers. */
  onMessage(listener: (message: typeof ready | Answer) => void): () => void;
  /** Tells that it ended, and why. */
  onEnd(listener: (reason: string) => void): () => void;
  send(question: Question): void;
  /** Resolves when it has ended. */
  end(): Promise<void>;
}

/** What a worker's program says when it has loaded: from then on its time counts. */
export const ready = 'ready';

/** A program outside the event loop, which answers one message at a time, within limits. */
export interface LimitedWorker<Question, Answer> {
  /**
   * Asks when the program has loaded, and starts one where there is none. Never rejects: one that
   * takes too long is ended, one that takes too much memory ends itself, and the next question
   * starts afresh. Callers wait for one answer before they ask again.
   */
  ask(question: Question): Promise<WorkerAnswer<Answer>>;
  /** Ends the program; nothing is answered any more. */
  close(): Promise<void>;
}

export type WorkerAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly reason: string };

export interface WorkerLimits {
  /** ms for one answer, once the program is loaded. */
  readonly time: number;
  /** MiB of heap. */
  readonly heap: number;
}

interface Started<Question, Answer> {
  readonly place: Workplace<Question, Answer>;
  isReady: boolean;
}

/** `start` starts the program; `time` in ms is what one answer may take. */
export const createLimitedWorker = <Question, Answer>(
  start: () => Workplace<Question, Answer>,
  time: number,
): LimitedWorker<Question, Answer> => {
  let current: Started<Question, Answer> | null = null;
  let isClosed = false;

  const startedNow = (): Started<Question, Answer> => {
    if (current !== null) return current;
    const started = { place: start(), isReady: false };
    const { place } = started;
    place.onEnd(() => {
      if (current === started) current = null;
    });
    const stop = place.onMessage(() => {
      started.isReady = true;
      stop();
    });
    current = started;
    return started;
  };

  return {
    ask: (question) => {
      if (isClosed) return Promise.resolve(refused('the server is stopping'));
      const asked = startedNow();
      const { place } = asked;
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const end = (answer: WorkerAnswer<Answer>): void => {
          clearTimeout(timer);
          for (const stop of listening) stop();
          resolve(answer);
        };
        const begin = (): void => {
          timer = setTimeout(() => {
            end(refused('it takes too long'));
            if (current === asked) current = null;
            void place.end();
          }, time);
          place.send(question);
        };
        const listening = [
          place.onMessage((message) => {
            if (message === ready) begin();
            else end({ ok: true, answer: message as Answer });
          }),
          place.onEnd((reason) => end(refused(reason))),
        ];
        if (asked.isReady) begin();
      });
    },
    close: async () => {
      isClosed = true;
      await current?.place.end();
    },
  };
};

const refused = (reason: string): { readonly ok: false; readonly reason: string } => ({
  ok: false,
  reason,
});
