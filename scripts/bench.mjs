// `npm run bench`: the work of docs/benchmarks.md, side by side with what people would otherwise build.
import { buildWhenStale } from './build.mjs';
import { installDependencies, installPeers } from './dependencies.mjs';
import { requireSupportedNode } from './nodeVersion.mjs';
import { programs, runPackage } from './project.mjs';

requireSupportedNode();
await installDependencies();
await installPeers();
await buildWhenStale();
process.exitCode = await runPackage(programs.tsx, ['test/bench/main.ts', ...process.argv.slice(2)]);
