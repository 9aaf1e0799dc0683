import styles from './Rods.module.css';

/** The ornament: rods with beads at rest, one of them amber, where there is nothing else to show. */
export const Rods = () => (
  <svg width="96" height="44" viewBox="0 0 96 44" aria-hidden="true" className={styles.rods}>
    <path d="M4 12h88M4 32h88" />
    <g>
      {[14, 26, 38].map((x) => (
        <ellipse key={x} cx={x} cy="12" rx="5" ry="8" />
      ))}
      {[58, 70, 82].map((x) => (
        <ellipse key={x} cx={x} cy="32" rx="5" ry="8" />
      ))}
    </g>
    <ellipse cx="82" cy="12" rx="5" ry="8" className={styles.bead} />
  </svg>
);
