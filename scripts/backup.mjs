// `npm run backup`: see docs/operations.md.
import { runBuilt } from './runBuilt.mjs';

await runBuilt('backup');
