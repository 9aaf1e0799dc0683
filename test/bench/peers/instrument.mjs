// Loaded with `node --import` before the program of any contender: answers over IPC how the process
// does. Does nothing in threads and processes that the program starts for itself.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** How often the event loop is looked at, in ms. */
const resolution = 5;

if (isMainThread && process.env.SUANPAN_BENCH_PARENT === String(process.ppid)) {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();

  const answers = {
    /** Bytes of this process; the garbage is collected first where --expose-gc allows it. */
    memory: () => {
      globalThis.gc?.();
      const { rss, heapUsed, arrayBuffers, external } = process.memoryUsage();
      return { rss, heapUsed, arrayBuffers, external };
    },
    /** The longest time, in ms, that the event loop was held up since this was last asked. */
    stall: () => {
      const longest = Math.max(0, delay.max / 1e6 - resolution);
      delay.reset();
      return longest;
    },
    /** CPU time of this process until now, in ms. */
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
  };

  process.on('message', ({ benchQuestion, number }) => {
    const answer = answers[benchQuestion];
    if (answer !== undefined) process.send?.({ benchAnswer: answer(), number });
  });
  // A process that waits for nothing but questions may end.
  process.channel?.unref();
}
