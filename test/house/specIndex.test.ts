import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

/** `GRID-12: The sentence.`, alone on its line, as a list item or not. */
const ruleLine = /^(?:[-*] )?\**([A-Z][A-Z0-9]*-\d+[a-z]?)\**:/gm;
const citation = /\b[A-Z][A-Z0-9]*-\d+[a-z]?(?=[:, ])/g;

const areas = readdirSync(join(folder, 'spec')).filter((name) => name.endsWith('.md'));
const rules = areas.flatMap((name) =>
  [...read(`spec/${name}`).matchAll(ruleLine)].map((match) => match[1]!),
);
const prefixes = new Set(rules.map((id) => id.slice(0, id.lastIndexOf('-'))));

const titles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .flatMap((path) => titlesIn(read(path)));

/** The text of each string that opens a test or a group of tests. */
function titlesIn(source: string): readonly string[] {
  const opening = /\b(?:it|test|describe)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"`])([\s\S]*?)\1/g;
  const each = /\)\(\s*(['"`])([A-Z][A-Z0-9]*-\d+[\s\S]*?)\1/g;
  return [...source.matchAll(opening), ...source.matchAll(each)].map((match) => match[2]!);
}

const cited = new Set(
  titles
    .flatMap((title) => title.match(citation) ?? [])
    .filter((id) => prefixes.has(id.slice(0, id.lastIndexOf('-')))),
);

describe('the rules of test/spec', () => {
  it('HOUSE-8: have an id of their own each', () => {
    expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([]);
  });

  it('HOUSE-9: are each proved by a test that cites them', () => {
    expect(rules.filter((id) => !cited.has(id))).toEqual([]);
  });

  it('HOUSE-10: are written down wherever a test cites them', () => {
    expect([...cited].filter((id) => !rules.includes(id))).toEqual([]);
  });

  it('HOUSE-11: are listed by area in SPEC.md', () => {
    const index = read('SPEC.md');
    expect(areas.filter((name) => !index.includes(`(spec/${name})`))).toEqual([]);
  });
});
