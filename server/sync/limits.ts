const kB = 1024;
const MB = 1024 * kB;

/** What one socket, one person and all together may ask of live editing. Bytes are bytes. */
export const syncLimits = {
  /** One frame, each way in; larger ones end the socket with 1009. */
  frame: 8 * MB,
  /** Documents open on one socket; a client of ours opens some fifty. */
  documentsOnSocket: 200,
  /** Edits that come before a document's first answer, all documents of a socket together. */
  heldBeforeAnswer: 16 * MB,

  /** A person's tabs and programs. */
  socketsOfPerson: 500,
  sockets: 10_000,

  /**
   * What may wait for one reader before others' edits are no longer queued for him, and what may
   * wait for all slow readers together.
   */
  waitingForReader: 4 * MB,
  waitingForAll: 256 * MB,
  /** What may wait for anybody, however slow all the others are. */
  waitingAtLeast: 64 * kB,
  /** Presence is the first to go. */
  waitingWithPresence: 64 * kB,
  /** From here on nothing more is read from somebody who does not read. */
  waitingWhileHeard: 16 * MB,
  /** More than any first answer: the socket ends. */
  waitingBeforeEnd: 64 * MB,

  /**
   * How fast one person's edits are read, in frames of `paceUnit` bytes at most: faster ones wait
   * in the network. Well above what the log takes from everybody together.
   */
  framesAtOnce: 20_000,
  framesPerSecond: 4_000,
  paceUnit: 4 * kB,
} as const;
