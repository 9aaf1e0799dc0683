/** What the log says of an error. */
export interface LoggedError {
  readonly type: string;
  /** Of the system or of SQLite: `ENOSPC`, `SQLITE_FULL`. */
  readonly code?: string;
  /** Only where the message is one of ours. */
  readonly message?: string;
  /** Where it was thrown: functions and files. */
  readonly at: readonly string[];
  readonly cause?: LoggedError;
}

/**
 * Errors whose messages this program writes itself, of names and places, never of what people
 * wrote. Those of others may quote it: JSON.parse does, and so do TypeErrors.
 */
const ours: ReadonlySet<string> = new Set([
  'ConfigError',
  'DocumentBroken',
  'FoldOutrun',
  'LogDamaged',
  'OutOfStep',
  'SegmentDamaged',
  'SegmentError',
  'StorageError',
]);
const mostFrames = 12;
const mostCauses = 4;

/** An error as it may stand in the log: without anything that may be a customer's. */
export const toLoggedError = (error: unknown, causes = mostCauses): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? { code } : {}),
    ...(ours.has(error.name) ? { message: error.message } : {}),
    at: framesOf(error),
    ...(error.cause === undefined || causes === 0
      ? {}
      : { cause: toLoggedError(error.cause, causes - 1) }),
  };
};

/** The message is in a stack, too, over as many lines as it has. */
const framesOf = ({ stack, message }: Error): readonly string[] => {
  const text = stack ?? '';
  const from = text.indexOf(message) < 0 ? 0 : text.indexOf(message) + message.length;
  return text
    .slice(from)
    .split('\n')
    .filter((line) => /^\s+at .*\d+:\d+\)?$/.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim());
};
