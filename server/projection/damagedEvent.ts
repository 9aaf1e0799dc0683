import { LogDamaged } from '../storage/errors.ts';

/**
 * True when an event behind `after` is not what was stored, so that going on behind it leaves out
 * that one only. Other damage, such as not knowing which event is the last, is not passed over.
 */
export const isDamagedEvent = (error: unknown, after: number): error is LogDamaged =>
  error instanceof LogDamaged && error.reason === 'event' && error.seq > after;
