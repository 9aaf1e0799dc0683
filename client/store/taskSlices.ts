import type { Steps } from '../../shared/query/index.ts';

/** Long work in slices, between which the screen answers. */
export interface TaskSlices {
  /**
   * Runs the steps, the first slice at once: small work is done when this returns. Answers how to
   * stop; `done` is not called then.
   */
  run<T>(steps: Steps<T>, done: (result: T) => void): () => void;
  /** The same for what nobody waits for to see rows at all: it comes after all that they do. */
  runBehind<T>(steps: Steps<T>, done: (result: T) => void): () => void;
  /** Does it when the screen has had its turn. */
  soon(work: () => void): void;
  close(): void;
}

/** ms: half a frame, so that the other half is the screen's. */
const slice = 8;

/** Messages are delivered without the pause that browsers put before timers. */
export const createTaskSlices = (clock: () => number): TaskSlices => {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  const behind: (() => void)[] = [];
  /** One message for each that waits. */
  channel.port1.onmessage = () => (waiting.shift() ?? behind.shift())?.();

  const wait = (queue: (() => void)[], work: () => void): void => {
    queue.push(work);
    channel.port2.postMessage(null);
  };

  const runIn =
    (queue: (() => void)[]) =>
    <T>(steps: Steps<T>, done: (result: T) => void): (() => void) => {
      let isStopped = false;
      const proceed = (): void => {
        if (isStopped) return;
        const end = clock() + slice;
        for (;;) {
          const step = steps.next();
          if (step.done === true) {
            done(step.value);
            return;
          }
          if (clock() >= end) break;
        }
        wait(queue, proceed);
      };
      proceed();
      return () => {
        isStopped = true;
      };
    };

  return {
    run: runIn(waiting),
    runBehind: runIn(behind),
    soon: (work) => wait(behind, work),
    close: () => {
      waiting.length = 0;
      behind.length = 0;
      channel.port1.close();
    },
  };
};
