/** One line of what the program must bear. */
export interface ReliabilityTarget {
  /** `R1`: stands in the title of each test that proves it. */
  readonly id: string;
  readonly work: string;
  readonly target: string;
}

export const reliabilityTargets: readonly ReliabilityTarget[] = [
  {
    id: 'R1',
    work: '`kill -9` at random moments under load',
    target: '0 acknowledged edits lost',
  },
  {
    id: 'R2',
    work: 'from `kill -9` and start to the first write on disk, 100,000 rows',
    target: '≤ 1 s',
  },
  {
    id: 'R3',
    work: 'simulation: peers, disconnects, restarts, rotations, undo, deletes',
    target:
      'all replicas, the log replayed and the projection equal; nobody ever saw an edit that is not in the log',
  },
  {
    id: 'R4',
    work: 'full disk, I/O errors',
    target:
      'nothing acknowledged, people are told, reading goes on, 0 lost when writing works again',
  },
  {
    id: 'R5',
    work: 'flipped bits in whatever is stored',
    target: 'all found or harmless; rebuilt or refused, never another document, never an empty one',
  },
  {
    id: 'R6',
    work: 'a network that delays, stalls, cuts anywhere and half-opens',
    target: 'in sync ≤ 2 s after it heals',
  },
  {
    id: 'R7',
    work: 'a client that stops reading, among 200',
    target: "server memory + ≤ 64 MB, the others' p99 ≤ 1.1 ×",
  },
  {
    id: 'R8',
    work: 'mutated and oversized frames',
    target: 'no crash, no change, connection closed ≤ 1 s',
  },
  { id: 'R9', work: 'hot backup under load, restored', target: 'equal, and at most 1 s lost' },
  { id: 'R10', work: '`SIGTERM` under load', target: 'ends by itself in ≤ 5 s, nothing lost' },
  {
    id: 'AGE',
    work: 'three years of 200 people on one ledger: 2 million edits',
    target:
      'load time, heap and bytes ≤ 1.5 × of a fresh ledger with the same rows; no turn keeps anybody from the others for more than 1 s',
  },
];
