/** What the worker answers about a segment's bytes. */
export type SegmentVerdict =
  | { readonly ok: true; readonly rows: number; readonly columns: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** What the worker says when it has started: from then on its time counts. */
export const ready = 'ready';
