/** Every so many ms the heartbeat is to be called, so long as the page has time. */
export const tickEvery = 200;

/**
 * How long is waited, in ticks: a page that was busy or slept was not waiting. Its timer is late by
 * a second and counts once, and what came meanwhile may stand in the queue behind it.
 */
export interface Rhythm {
  /** Question without an answer: another way to the server is tried. */
  readonly tryAfter: number;
  /** The connection is given up where another came about. */
  readonly loseAfter: number;
  /** The page is taken for offline. */
  readonly offlineAfter: number;
  /** The connection is given up, whether there is another way or not. */
  readonly giveUpAfter: number;
  /** So long a connection may take to come about. */
  readonly connectWithin: number;
}

export const usualRhythm: Rhythm = {
  tryAfter: 4,
  loseAfter: 8,
  offlineAfter: 15,
  giveUpAfter: 100,
  connectWithin: 40,
};

/** So many ms after the server was last heard it is asked whether it is there. */
const askAfter = 700;
/** The same where nobody looks, since every question wakes a telephone. */
const askRestingAfter = 5_000;

/** What the heartbeat asks of the connection that it watches. */
export interface Watched {
  /** `open`: frames can be sent; `opening`: on the way there; `closed`: it is not even tried. */
  readonly state: 'open' | 'opening' | 'closed';
  /** First answers are under way: nothing else comes while a large one takes its time. */
  readonly isLoading: boolean;
  /** Nobody looks, and nothing waits to be saved. */
  readonly isResting: boolean;
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
  tick(): void;
  heard(): void;
  /** Something left that the server will answer. */
  sent(): void;
  /** Another connection is tried, or one came about. */
  restart(): void;
}

/** A network with long ways is no dead one: so many times its shortest way of late is waited. */
const roundTrips = 2;
const latest = 5;
/** Ticks. */
const longestPatience = 150;
/** For what stands in the queue behind the news that another connection came about. */
const afterAnother = 2;

/** What was asked and not answered. */
interface Question {
  ticks: number;
  /** Its ticks when it was said; null while it is an edit that was sent, whose answer may do. */
  saidAfter: number | null;
  /** Since another connection came about; null as long as none did. */
  ticksWithAnother: number | null;
}

/**
 * A connection that was cut without a word looks open for minutes. So the server is asked all the
 * time, and when it does not answer another connection is tried beside the first: does that come
 * about, the first is dead; does it not, it may be the server or the whole network that stands
 * still, and cutting would help nobody. `now` in ms.
 */
export const createHeartbeat = (watched: Watched, rhythm: Rhythm, now: () => number): Heartbeat => {
  let lastHeard = now();
  let question: Question | null = null;
  let ticksOpening = 0;
  /** Ticks that the latest answers took; one that came after a stall says nothing of the way. */
  let answers: readonly number[] = [];
  /** Connections that were lost while they loaded: the way may only be too narrow for our haste. */
  let lostLoading = 0;
  let isTrying = false;
  let isSilent = false;

  const say = (silent: boolean): void => {
    if (isSilent === silent) return;
    isSilent = silent;
    watched.changed();
  };
  const ask = (asked: Question): void => {
    asked.saidAfter = asked.ticks;
    watched.ask();
  };
  const newQuestion = (): Question => ({ ticks: 0, saidAfter: null, ticksWithAnother: null });
  /** `usual` ticks, or as many as this way to the server needs. */
  const patience = (usual: number): number => {
    const shortest = answers.length === 0 ? 0 : Math.min(...answers);
    const enough = Math.max(usual, roundTrips * shortest);
    const loading = watched.isLoading ? 4 * 2 ** lostLoading : 1;
    return Math.min(longestPatience, enough * loading);
  };
  const lost = (): void => {
    if (watched.state === 'open' && watched.isLoading) lostLoading++;
    watched.lost();
  };
  const tryAnother = async (asked: Question): Promise<void> => {
    isTrying = true;
    const isThere = await watched.tryAnother();
    isTrying = false;
    // A server that stood still answers all at once: the next ticks look which came after all.
    if (isThere) asked.ticksWithAnother = 0;
  };
  const wait = (asked: Question): void => {
    asked.ticks++;
    if (asked.saidAfter === null && asked.ticks > 1) ask(asked);
    if (asked.ticksWithAnother !== null) asked.ticksWithAnother++;
    else if (asked.ticks >= patience(rhythm.tryAfter) && !isTrying) void tryAnother(asked);
    const hasAnother = (asked.ticksWithAnother ?? 0) >= afterAnother;
    const waits = (usual: number): boolean =>
      asked.ticks < Math.max(usual, patience(rhythm.loseAfter));
    if (!waits(rhythm.offlineAfter)) say(true);
    if (!waits(hasAnother ? rhythm.loseAfter : rhythm.giveUpAfter)) lost();
  };

  return {
    get isSilent() {
      return isSilent;
    },
    tick: () => {
      if (watched.state === 'closed') return;
      if (watched.state === 'opening') {
        if (++ticksOpening > rhythm.connectWithin) lost();
        return;
      }
      ticksOpening = 0;
      if (question !== null) return wait(question);
      const after = watched.isResting ? askRestingAfter : askAfter;
      if (now() - lastHeard < after) return;
      question = newQuestion();
      ask(question);
    },
    heard: () => {
      lastHeard = now();
      const saidAfter = question?.saidAfter ?? null;
      if (question !== null && saidAfter !== null)
        answers = [...answers, question.ticks - saidAfter].slice(-latest);
      question = null;
      if (!watched.isLoading) lostLoading = 0;
      say(false);
    },
    sent: () => {
      if (question === null && watched.state === 'open') question = newQuestion();
    },
    restart: () => {
      lastHeard = now();
      answers = [];
      question = null;
      ticksOpening = 0;
      say(false);
    },
  };
};
