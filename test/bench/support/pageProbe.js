// Runs in a page before its program: notes what holds it up and when things are seen.
// Plain JavaScript, because compilers put helpers into functions that a page does not have.
(() => {
  /** @type {{ from: number, ms: number }[]} */
  const longTasks = [];
  const watcher = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      longTasks.push({ from: startTime, ms: duration });
  });
  watcher.observe({ type: 'longtask', buffered: true });

  const isSaved = () => document.querySelector('button:is([aria-label=Saved],[aria-label=已保存])');
  const rowCount = () => document.querySelector('[data-testid=row-count]')?.textContent ?? '';

  const clipboard = { text: '' };

  const bench = {
    /**
     * Puts a text on the clipboard of `paste`: bringing it into the page takes time of its own.
     *
     * @param {string} text
     */
    copy: (text) => {
      clipboard.text = text;
    },

    /**
     * Pastes it into the grid as the browser does. Resolves with the time in ms since 1970 at
     * which it began, and the ms until so many rows stand in the table and all is saved.
     *
     * @param {string} shown what the row count will say
     * @param {number} patience ms
     */
    paste: (shown, patience) =>
      new Promise((resolve, reject) => {
        const field = document.querySelector('.dvn-scroller textarea');
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', clipboard.text);
        let from = 0;
        const look = () => {
          const now = performance.now();
          if (rowCount() === shown && isSaved() !== null)
            resolve({ at: performance.timeOrigin + from, from, took: now - from });
          else if (now - from > patience) reject(new Error(`${rowCount()}, not saved`));
          else requestAnimationFrame(look);
        };
        // In a task of its own, as a key press is.
        setTimeout(() => {
          from = performance.now();
          field?.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
          );
          look();
        }, 100);
      }),

    /**
     * Resolves with the time in ms since 1970 at which so many rows stood in the table.
     *
     * @param {string} shown what the row count will say
     * @param {number} patience ms
     */
    untilRows: (shown, patience) =>
      new Promise((resolve, reject) => {
        const giveUpAt = performance.now() + patience;
        const look = () => {
          const now = performance.now();
          if (rowCount() === shown) resolve(performance.timeOrigin + now);
          else if (now > giveUpAt) reject(new Error(`${rowCount()}`));
          else requestAnimationFrame(look);
        };
        look();
      }),

    /**
     * The longest task since then, in ms; 0 when none took 50 or more, as browsers tell only those.
     *
     * @param {number} from on performance.now()'s clock
     */
    longestTask: (from) => {
      for (const { startTime, duration } of watcher.takeRecords())
        longTasks.push({ from: startTime, ms: duration });
      return longTasks.reduce(
        (most, task) => (task.from >= from ? Math.max(most, task.ms) : most),
        0,
      );
    },

    /**
     * How late the latest of many short waits is in a page that has nothing to do, in ms: what is
     * not the page's but the machine's.
     *
     * @param {number} during ms
     */
    noise: (during) =>
      new Promise((resolve) => {
        const until = performance.now() + during;
        const { port1, port2 } = new MessageChannel();
        let last = performance.now();
        let longest = 0;
        port1.onmessage = () => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          if (now > until) resolve(longest);
          else port2.postMessage(null);
        };
        port2.postMessage(null);
      }),
  };
  Object.assign(globalThis, { bench });
})();
