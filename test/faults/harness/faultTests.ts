import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { targetsIn } from './verdicts.ts';

/** A test file in which some title names a reliability target. */
export interface FaultFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly targets: readonly string[];
  readonly needsBrowser: boolean;
}

const imports = /from '[./]*e2e\/support\/(?:browser|serverAndBrowser)\.ts'/;

/** All of them below `test`, whichever Vitest project runs them. */
export const faultFiles = (root: string): readonly FaultFile[] =>
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .sort()
    .flatMap((name) => {
      const source = readFileSync(join(root, 'test', name), 'utf8');
      const targets = [...new Set(titlesIn(source).flatMap(targetsIn))];
      if (targets.length === 0) return [];
      const path = `test/${name.replaceAll('\\', '/')}`;
      return [{ path, targets, needsBrowser: imports.test(source) }];
    });

/** Of the tests that name a rule and a target, however their title is opened. */
const titlesIn = (source: string): readonly string[] =>
  [...source.matchAll(/(?:\b(?:test|it)|\))\(\s*['"`]([A-Z]+-\d+:? (?:R\d+|AGE) )/g)].map(
    (match) => match[1]!,
  );
