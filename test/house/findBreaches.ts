import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import type { HouseRules } from './houseRules.ts';
import { readImports } from './readImports.ts';

export interface Breach {
  readonly file: string;
  readonly imports: string;
  readonly reason: string;
}

/** Every source file below the three halves of `root`, as paths with `/`, relative to `root`. */
export const sourceFiles = (root: string): readonly string[] =>
  ['client', 'server', 'shared'].flatMap((half) =>
    readdirSync(join(root, half), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
      .map((path) => `${half}/${path.split(sep).join('/')}`),
  );

/** Every import below `root` that the rules do not allow. */
export const findBreaches = (root: string, rules: HouseRules): readonly Breach[] =>
  sourceFiles(root).flatMap((file) =>
    readImports(file, readFileSync(join(root, file), 'utf8')).flatMap((name) => {
      const reason = name === null ? 'a computed name' : judge(file, name, rules, root);
      return reason === null ? [] : [{ file, imports: name ?? '?', reason }];
    }),
  );

const judge = (file: string, name: string, rules: HouseRules, root: string): string | null => {
  const zone = zoneOf(file, Object.keys(rules.folders));
  if (zone === null) return 'its folder is not in the table';
  if (!name.startsWith('.')) return judgePackage(zone, name, rules);
  const target = relative(root, join(root, dirname(file), name))
    .split(sep)
    .join(posix.sep);
  const targetZone = zoneOf(target, Object.keys(rules.folders));
  if (targetZone === null) return `${target} is in no folder of the table`;
  if (targetZone === zone) return null;
  return rules.folders[zone]!.some((allowed) => isWithin(target, allowed))
    ? null
    : `${zone} may not know ${targetZone}`;
};

const judgePackage = (zone: string, name: string, rules: HouseRules): string | null => {
  const listed = Object.keys(rules.packages)
    .filter((pattern) => matches(name, pattern))
    .sort((a, b) => b.length - a.length)[0];
  if (listed === undefined) return `the package ${name} is not in the table`;
  return rules.packages[listed]!.some((folder) => isWithin(zone, folder))
    ? null
    : `${zone} may not know the package ${name}`;
};

/** `lexical` matches itself and what is below it; `@lexical/*` and `node:*` match by beginning. */
const matches = (name: string, pattern: string): boolean =>
  pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern || name.startsWith(`${pattern}/`);

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

/** The longest listed folder or file that holds `path`. */
const zoneOf = (path: string, zones: readonly string[]): string | null =>
  zones.filter((zone) => isWithin(path, zone)).sort((a, b) => b.length - a.length)[0] ?? null;
