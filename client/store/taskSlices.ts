import type { Steps } from '../../shared/query/index.ts';

/** Long work in slices, between which the screen answers. */
export interface TaskSlices {
  /**
   * Runs the steps, the first slice at once: small work is done when this returns. Answers how to
   * stop; `done` is not called then.
   */
  run<T>(steps: Steps<T>, done: (result: T) => void): () => void;
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
  channel.port1.onmessage = () => waiting.shift()?.();

  return {
    run: (steps, done) => {
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
        waiting.push(proceed);
        channel.port2.postMessage(null);
      };
      proceed();
      return () => {
        isStopped = true;
      };
    },
    soon: (work) => {
      waiting.push(work);
      channel.port2.postMessage(null);
    },
    close: () => {
      waiting.length = 0;
      channel.port1.close();
    },
  };
};
