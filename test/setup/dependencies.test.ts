import { describe, expect, it } from 'vitest';
import { holdsAll } from '../../scripts/dependencies.mjs';
import { isSupportedNode } from '../../scripts/nodeVersion.mjs';

describe('what npm start checks first', () => {
  it('takes Node 20.19, 22.12, 24 and later, and no other', () => {
    for (const version of ['20.19.0', '20.20.2', '22.12.0', '24.0.0', '25.1.0', '26.0.0'])
      expect(isSupportedNode(version), version).toBe(true);
    for (const version of ['18.20.0', '20.18.3', '21.7.0', '22.11.0', '23.11.0'])
      expect(isSupportedNode(version), version).toBe(false);
  });

  it('installs when node_modules is missing or differs from the lock file', () => {
    const locked = { '': { version: '1' }, 'node_modules/a': { version: '1.2.3' } };
    expect(holdsAll(locked, null)).toBe(false);
    expect(holdsAll(locked, {})).toBe(false);
    expect(holdsAll(locked, { 'node_modules/a': { version: '1.2.2' } })).toBe(false);
    expect(holdsAll(locked, { 'node_modules/a': { version: '1.2.3' } })).toBe(true);
  });

  it('does not wait for packages of other platforms', () => {
    const locked = { 'node_modules/fsevents': { version: '2.3.3', optional: true } };
    expect(holdsAll(locked, {})).toBe(true);
  });
});
