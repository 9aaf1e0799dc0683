import { buildWhenStale } from '../../../scripts/build.mjs';

/** Once before all browser tests: what they drive is the built program, as people run it. */
export default buildWhenStale;
