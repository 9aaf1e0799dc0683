import styles from './Avatar.module.css';
import { initialsOf, textColorOn } from './avatarText.ts';

interface AvatarProps {
  readonly name: string;
  /** `#rrggbb`, the same on every screen; absent while it is not known. */
  readonly color?: string;
  /** Oneself: an amber ring. */
  readonly mine?: boolean;
  /** Instead of the name, as what it says to the pointer and to screen readers. */
  readonly label?: string;
  readonly typing?: boolean;
}

export const Avatar = ({ name, color, mine = false, label, typing = false }: AvatarProps) => (
  <span
    role="img"
    aria-label={label ?? name}
    title={label ?? name}
    className={[styles.avatar, mine && styles.mine, typing && styles.typing]
      .filter(Boolean)
      .join(' ')}
    style={color === undefined ? undefined : { background: color, color: textColorOn(color) }}
  >
    {initialsOf(name)}
  </span>
);
