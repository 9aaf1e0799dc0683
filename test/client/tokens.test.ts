import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';

const css = readFileSync(new URL('../../client/app/tokens.css', import.meta.url), 'utf8');

/** The colours that one rule sets, by name: `{ink: '#1b2a41'}`. */
const tokensOf = (selector: string): Readonly<Record<string, string>> => {
  const from = css.indexOf(`${selector} {`);
  const body = css.slice(from, css.indexOf('}', from));
  return Object.fromEntries(
    [...body.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]),
  );
};

const surfaces = ['paper', 'surface', 'sunken'];
const texts = ['ink', 'ink-2', 'ink-3', 'amber-text', 'red', 'green'];
const pairs: readonly (readonly [text: string, surface: string])[] = [
  ...texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)),
  ['amber-text', 'amber-soft'],
  ['ink', 'amber-soft'],
  ['ink-2', 'amber-soft'],
  ['red', 'red-soft'],
  ['green', 'green-soft'],
  ['on-ink', 'ink'],
  ['on-amber', 'amber'],
];

describe.each([
  ['light', tokensOf(':root')],
  ['dark', { ...tokensOf(':root'), ...tokensOf(':root[data-theme="dark"]') }],
])('the %s theme', (_theme, tokens) => {
  it.each(pairs)('SHELL-1: lets %s be read on %s', (text, surface) => {
    expect(contrast(tokens[text]!, tokens[surface]!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(surfaces)('SHELL-1: shows focus and the edges of fields on %s', (surface) => {
    expect(contrast(tokens.amber!, tokens[surface]!)).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens['line-strong']!, tokens[surface]!)).toBeGreaterThanOrEqual(3);
  });
});
