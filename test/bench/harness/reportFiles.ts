import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from './benchCase.ts';
import { reportOf } from './report.ts';
import { type Results, resultsSchema } from './results.ts';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const resultsFile = `${docs}benchmarks/results.json`;

/** Puts these results in the place of older ones of the same cases, and writes the report anew. */
export const writeReport = async (cases: readonly BenchCase[], results: Results): Promise<void> => {
  const all = { ...(await readResults()), ...results };
  const { markdown, charts } = reportOf(cases, all);
  await mkdir(`${docs}benchmarks`, { recursive: true });
  await writeFile(resultsFile, resultsText(all));
  await writeFile(`${docs}benchmarks.md`, markdown);
  for (const [file, svg] of charts) await writeFile(`${docs}benchmarks/${file}`, svg);
};

/** A run a line, so that a change of the file can be read. */
const resultsText = (results: Results): string =>
  `${JSON.stringify(results, null, 2).replace(/\{\n\s+"contender"[^}]*\{[^}]*\}\n\s+\}/g, (run) =>
    JSON.stringify(JSON.parse(run)),
  )}\n`;

const readResults = async (): Promise<Results> => {
  const text = await readFile(resultsFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return resultsSchema.parse(JSON.parse(text));
};
