import styles from './Avatar.module.css';
import { initialsOf, textColorOn } from './avatarText.ts';

interface AvatarProps {
  readonly name: string;
  /** `#rrggbb`; absent: amber, which is oneself. */
  readonly color?: string;
  /** Instead of the name, as what it says to the pointer and to screen readers. */
  readonly label?: string;
  readonly typing?: boolean;
}

export const Avatar = ({ name, color, label, typing = false }: AvatarProps) => (
  <span
    role="img"
    aria-label={label ?? name}
    title={label ?? name}
    className={`${styles.avatar} ${typing ? styles.typing : ''}`}
    style={color === undefined ? undefined : { background: color, color: textColorOn(color) }}
  >
    {initialsOf(name)}
  </span>
);
