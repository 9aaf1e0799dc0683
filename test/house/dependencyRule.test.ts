import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findBreaches, sourceFiles } from './findBreaches.ts';
import { houseRules } from './houseRules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixture = fileURLToPath(new URL('fixture', import.meta.url));

const sentence = ({ file, imports, reason }: ReturnType<typeof findBreaches>[number]) =>
  `${file} imports ${imports}: ${reason}`;

describe('the dependency rule', () => {
  it('HOUSE-1: holds in the whole house', () => {
    expect(sourceFiles(root).length).toBeGreaterThan(30);
    expect(findBreaches(root, houseRules).map(sentence)).toEqual([]);
  });

  it('HOUSE-2: finds every kind of forbidden import in a house that breaks it', () => {
    expect(findBreaches(fixture, houseRules).map(sentence).sort()).toEqual([
      'client/grid/Grid.ts imports ../../shared/documents/ledger.ts: client/grid may not know shared/documents',
      'client/store/rows.ts imports ../../server/http/routes.ts: client/store may not know server/http',
      'client/store/rows.ts imports ../grid/Grid.ts: client/store may not know client/grid',
      'client/store/rows.ts imports ?: a computed name',
      'client/store/rows.ts imports @glideapps/glide-data-grid: client/store may not know the package @glideapps/glide-data-grid',
      'client/unlisted/screen.ts imports ../store/rows.ts: its folder is not in the table',
      'server/http/routes.ts imports ../../client/grid/Grid.ts: server/http may not know client/grid',
      'server/http/routes.ts imports ../storage/sqlite/open.ts: server/http may not know server/storage',
      'shared/model/row.ts imports ../documents/ledger.ts: shared/model may not know shared/documents',
      'shared/model/row.ts imports node:fs: shared/model may not know the package node:fs',
      'shared/model/row.ts imports react: shared/model may not know the package react',
    ]);
  });
});
