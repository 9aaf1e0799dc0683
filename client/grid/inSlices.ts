import type { Steps } from '../../shared/query/index.ts';

/** Milliseconds of work between two breaths of the screen. */
const slice = 8;

/** Runs the steps without ever holding up the screen; rejects with the signal's reason. */
export const inSlices = async <Result>(
  steps: Steps<Result>,
  signal: AbortSignal,
): Promise<Result> => {
  for (;;) {
    const until = performance.now() + slice;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
    await nextTurn();
    signal.throwIfAborted();
  }
};

/** Sooner than a timeout, which browsers stretch to four milliseconds. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
