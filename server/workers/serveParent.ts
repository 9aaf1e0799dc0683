import { Worker } from 'node:worker_threads';
import { ready } from './limitedWorker.ts';

/** Answers the process that started this one, until that ends. */
export const serveParent = <Question, Answer>(answerTo: (question: Question) => Answer): void => {
  // A signal to all processes of a terminal or service is for the parent, which ends this one.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  process.once('disconnect', () => process.exit());
  process.on('message', (question) => process.send?.(answerTo(question as Question)));
  endWithParent();
  process.send?.(ready);
};

/** While a question is worked on nobody hears of a `disconnect`: a thread looks for the parent. */
const endWithParent = (): void => {
  const look = `if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');`;
  new Worker(`setInterval(() => { ${look} }, 1_000);`, { eval: true, execArgv: [] }).unref();
};
