import type { Figures } from './benchCase.ts';
import type { Turn } from './schedule.ts';

/** What the process of a case tells while it works, in the order in which it happens. */
export type CaseMessage =
  | { readonly type: 'preparing'; readonly size: number }
  | { readonly type: 'begun'; readonly turn: Turn }
  | { readonly type: 'done'; readonly turn: Turn; readonly figures: Figures }
  | { readonly type: 'failed'; readonly turn: Turn | null; readonly problem: string }
  | { readonly type: 'finished' };
