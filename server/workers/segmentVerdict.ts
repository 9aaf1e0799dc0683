/** What the worker answers about a segment's bytes. */
export type SegmentVerdict =
  | { readonly ok: true; readonly rows: number; readonly columns: readonly string[] }
  | { readonly ok: false; readonly reason: string };
