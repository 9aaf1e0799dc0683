import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './findBreaches.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');

describe('the sources', () => {
  it('HOUSE-3: have no file of more than 400 lines', () => {
    const long = sourceFiles(root).filter((path) => read(path).split('\n').length > 400);
    expect(long).toEqual([]);
  });

  it('HOUSE-4: take clock and randomness as arguments in shared/', () => {
    const own = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.|\bperformance\.now\(/;
    const wilful = sourceFiles(root).filter(
      (path) => path.startsWith('shared/') && own.test(read(path)),
    );
    expect(wilful).toEqual([]);
  });

  it('HOUSE-5: never silence a check', () => {
    const silenced = /@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore|eslint-disable/;
    expect(sourceFiles(root).filter((path) => silenced.test(read(path)))).toEqual([]);
  });
});

describe('the lock file', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { version?: string; resolved?: string }>;
  };
  const copiesOf = (name: string) =>
    Object.keys(packages).filter((path) => path.endsWith(`node_modules/${name}`));

  it.each(['yjs', 'lib0', 'y-protocols', 'react', '@hocuspocus/common'])(
    'HOUSE-6: has one copy of %s',
    (name) => expect(copiesOf(name)).toEqual([`node_modules/${name}`]),
  );

  it('HOUSE-7: names no registry, so that any mirror serves a clone', () => {
    const named = Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined);
    expect(named.map(([path]) => path)).toEqual([]);
  });
});
