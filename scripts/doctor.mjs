// `npm run doctor`: see docs/operations.md.
import { runBuilt } from './runBuilt.mjs';

await runBuilt('doctor');
