import { timeAcknowledgements } from './acknowledgements.ts';
import { editAlone, editOn, openAlone } from './editAlone.ts';
import { fillNested } from './fillNested.ts';
import { serve } from './serve.ts';
import { timeSightings } from './sightings.ts';

/** People who edit cells, for P3, P4 and P5. */
export const jobs = {
  timeAcknowledgements,
  timeSightings,
  openAlone,
  editAlone,
  editOn,
  fillNested,
};
export type EditingJobs = typeof jobs;

serve(jobs);
