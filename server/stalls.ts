import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from 'pino';

const lookEvery = 1_000;
const resolution = 20;
/** ms: whoever types would notice. */
const long = 200;
const nanoseconds = 1e6;

/** Tells in the log when nothing else could be done for a while. Answers how to stop. */
export const watchStalls = (log: Logger): (() => void) => {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  const timer = setInterval(() => {
    const ms = Math.round(delays.max / nanoseconds);
    delays.reset();
    if (ms > long) log.warn({ ms }, 'the event loop stood still');
  }, lookEvery);
  timer.unref();
  return () => {
    clearInterval(timer);
    delays.disable();
  };
};
