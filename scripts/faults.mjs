// `npm run faults`: what the program bears, by tests that anyone can run; --only R1,R5, --full, --seed 7.
import { installDependencies } from './dependencies.mjs';
import { requireSupportedNode } from './nodeVersion.mjs';
import { programs, runPackage } from './project.mjs';

requireSupportedNode();
await installDependencies();
process.exitCode = await runPackage(programs.tsx, [
  'test/faults/harness/main.ts',
  ...process.argv.slice(2),
]);
