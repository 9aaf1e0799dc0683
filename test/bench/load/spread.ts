/** How latencies (ms) lie; all null when there are none. */
export interface Spread {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

export const spreadOf = (latencies: readonly number[]): Spread => {
  const ascending = Float64Array.from(latencies).sort();
  /** The smallest that at least this part of all do not exceed. */
  const quantile = (part: number): number | null =>
    ascending[Math.max(0, Math.ceil(ascending.length * part) - 1)] ?? null;
  return { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99), max: quantile(1) };
};
