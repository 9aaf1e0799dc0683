/** What is to be done about a document that the server does not answer. */
export type Remedy = 'none' | 'relink' | 'renew';

/** Notices that nothing more comes of what should take a blink, though the connection is alive. */
export interface Watchdog {
  /** It takes longer than it should: no longer "on its way", but not saved. */
  readonly isLate: boolean;
  /**
   * To be called every second. `isWaiting`: something is to come, and the way is free.
   * `progress`: another number whenever something came.
   */
  look(isWaiting: boolean, progress: number): Remedy;
}

/** Looks, that is seconds: a page that slept was not waiting. */
const lateAfter = 4;
const firstRemedy = 10;
/** First the handshake anew, which sends everything that is missing; then a copy of its own. */
const relinks = 2;
const longestWait = 120;

export const createWatchdog = (): Watchdog => {
  let looks = 0;
  let wait = firstRemedy;
  let remedies = 0;
  let last: number | null = null;

  return {
    get isLate() {
      return looks >= lateAfter || remedies > 0;
    },
    look: (isWaiting, progress) => {
      if (!isWaiting) {
        looks = 0;
        remedies = 0;
        wait = firstRemedy;
        return 'none';
      }
      // A new handshake always gets somewhere; only being done shows that it helped.
      if (progress !== last) looks = 0;
      last = progress;
      if (++looks < wait) return 'none';
      looks = 0;
      wait = Math.min(longestWait, wait * 2);
      return ++remedies <= relinks ? 'relink' : 'renew';
    },
  };
};
