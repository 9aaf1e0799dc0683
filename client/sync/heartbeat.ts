/** ms. */
export interface Rhythm {
  /** So long after the server was last heard it is asked whether it is there. */
  readonly askAfter: number;
  /** So long it may take to answer before another way to it is tried. */
  readonly patience: number;
  /** So long after an unanswered question the page is taken for offline. */
  readonly offlineAfter: number;
  /** So long after it the connection is given up, whether there is another way or not. */
  readonly giveUpAfter: number;
  /** So long a connection may take to come about. */
  readonly connectWithin: number;
}

export const usualRhythm: Rhythm = {
  askAfter: 700,
  patience: 700,
  offlineAfter: 3_000,
  giveUpAfter: 20_000,
  connectWithin: 8_000,
};

/** What the heartbeat asks of the connection that it watches. */
export interface Watched {
  /** `open`: frames can be sent; `opening`: on the way there; `closed`: it is not even tried. */
  readonly state: 'open' | 'opening' | 'closed';
  /** First answers are under way: nothing else comes while a large one takes its time. */
  readonly isLoading: boolean;
  /** Asks for an answer. */
  ask(): void;
  /** Tries a connection beside this one; true when it came about. */
  tryAnother(): Promise<boolean>;
  /** The connection is dead, whatever it says itself. */
  lost(): void;
  /** `isSilent` is another. */
  changed(): void;
}

/** Knows sooner than the network whether a connection still leads anywhere. */
export interface Heartbeat {
  /** The server does not answer: what is not saved yet stays so for now. */
  readonly isSilent: boolean;
  /** To be called every few hundred ms. */
  tick(): void;
  heard(): void;
  /** Another connection is tried, or one came about. */
  restart(): void;
}

/** A network with long ways is no dead one: so many times its shortest way of late is waited. */
const roundTrips = 2;
const latest = 5;
const longestPatience = 30_000;

/**
 * A connection that was cut without a word looks open for minutes. So the server is asked all the
 * time, and when it does not answer another connection is tried beside the first: does that come
 * about, the first is dead; does it not, it may be the server or the whole network that stands
 * still, and cutting would help nobody. `now` in ms.
 */
export const createHeartbeat = (watched: Watched, rhythm: Rhythm, now: () => number): Heartbeat => {
  let lastHeard = now();
  let askedAt: number | null = null;
  let openingSince: number | null = null;
  /** ms that the latest answers took; one that came after a stall says nothing of the way. */
  let answers: readonly number[] = [];
  /** Connections that were lost while they loaded: the way may only be too narrow for our haste. */
  let lostLoading = 0;
  let isTrying = false;
  let hasAnother = false;
  let isSilent = false;

  const say = (silent: boolean): void => {
    if (isSilent === silent) return;
    isSilent = silent;
    watched.changed();
  };
  const patience = (): number => {
    const shortest = answers.length === 0 ? 0 : Math.min(...answers);
    const usual = Math.max(rhythm.patience, roundTrips * shortest);
    const loading = watched.isLoading ? 4 * 2 ** lostLoading : 1;
    return Math.min(longestPatience, usual * loading);
  };
  const lost = (): void => {
    if (watched.state === 'open' && watched.isLoading) lostLoading++;
    watched.lost();
  };
  const tryAnother = async (asked: number): Promise<void> => {
    isTrying = true;
    const isThere = await watched.tryAnother();
    isTrying = false;
    // A server that stood still answers all at once: the next tick looks which came after all.
    if (askedAt === asked) hasAnother = isThere;
  };
  const watchOpening = (time: number): void => {
    openingSince ??= time;
    if (time - openingSince > rhythm.connectWithin) lost();
  };

  return {
    get isSilent() {
      return isSilent;
    },
    tick: () => {
      const time = now();
      if (watched.state === 'closed') return;
      if (watched.state === 'opening') return watchOpening(time);
      openingSince = null;
      if (askedAt === null) {
        if (time - lastHeard < rhythm.askAfter) return;
        askedAt = time;
        watched.ask();
        return;
      }
      const silence = time - askedAt;
      if (hasAnother) return lost();
      if (silence > patience() && !isTrying) void tryAnother(askedAt);
      if (silence > Math.max(rhythm.offlineAfter, patience())) say(true);
      if (silence > Math.max(rhythm.giveUpAfter, patience())) lost();
    },
    heard: () => {
      lastHeard = now();
      if (askedAt !== null) answers = [...answers, lastHeard - askedAt].slice(-latest);
      askedAt = null;
      hasAnother = false;
      if (!watched.isLoading) lostLoading = 0;
      say(false);
    },
    restart: () => {
      lastHeard = now();
      answers = [];
      askedAt = null;
      hasAnother = false;
      openingSince = null;
      say(false);
    },
  };
};
