import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files that a Markdown text names beside it: pictures and links without a scheme. */
const namedIn = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g)].map(
    ([, target]) => target!.split('#')[0]!,
  );

test('HOUSE-13: every picture and file that a guide names is there', () => {
  const guides = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '');
  expect(guides.length).toBeGreaterThan(5);
  const missing = guides.flatMap((guide) =>
    namedIn(readFileSync(join(root, guide), 'utf8'))
      .filter((target) => !existsSync(join(root, dirname(guide), target)))
      .map((target) => `${guide}: ${target}`),
  );
  expect(missing).toEqual([]);
});
