import styles from './AbacusMark.module.css';

/** The mark: a frame, two rods, beads at rest and the one that counts. */
export const AbacusMark = ({ size = 20 }: { readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    aria-hidden="true"
    className={styles.mark}
  >
    <rect x="2" y="2" width="16" height="16" rx="3" strokeWidth="1.6" />
    <path d="M2 8h16M7 2v16M13 2v16" strokeWidth="1.1" />
    <g className={styles.beads}>
      <circle cx="7" cy="11.3" r="1.7" />
      <circle cx="7" cy="15" r="1.7" />
      <circle cx="13" cy="15" r="1.7" />
      <circle cx="13" cy="5" r="1.7" />
    </g>
    <circle cx="7" cy="5" r="1.9" className={styles.bead} />
  </svg>
);
