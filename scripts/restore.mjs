// `npm run restore`: see docs/operations.md.
import { runBuilt } from './runBuilt.mjs';

await runBuilt('restore');
