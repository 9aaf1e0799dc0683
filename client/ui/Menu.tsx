import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Floating } from './Floating.tsx';
import { CheckIcon } from './icons.tsx';
import styles from './Menu.module.css';

export interface MenuItem {
  /** Where two items may have the same text. */
  readonly id?: string;
  readonly text: string;
  readonly icon?: ReactNode;
  readonly onSelect: () => void;
  /** For one choice of several: marks the one in force. */
  readonly chosen?: boolean;
  readonly danger?: boolean;
  /** BCP 47, when the text is not in the page's language. */
  readonly lang?: string;
}

/** Items under a heading (or none); a hairline stands between groups. */
export interface MenuGroup {
  readonly title?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuTrigger {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly onClick: () => void;
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string | undefined;
}

interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** Above the items, e.g. who is signed in. */
  readonly head?: ReactNode;
  /** Draws the button; spread the given properties on it. */
  readonly children: (trigger: MenuTrigger) => ReactNode;
}

/** The WAI-ARIA menu button: arrows, Home and End move, Escape and Tab close. */
export const Menu = ({ label, groups, head, children }: MenuProps) => {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = useCallback(() => setOpen(false), []);

  useEffect(() => {
    if (open) itemsIn(list.current)[0]?.focus();
  }, [open]);

  const move = (event: KeyboardEvent) => {
    const items = itemsIn(list.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, number> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const next = to[event.key];
    if (event.key === 'Tab') close();
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };

  const select = (item: MenuItem) => {
    close();
    button.current?.focus();
    item.onSelect();
  };

  return (
    <>
      {children({
        ref: button,
        onClick: () => setOpen(!open),
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
      })}
      {open && (
        <Floating anchor={button} onClose={close}>
          {head && <div className={styles.head}>{head}</div>}
          <div ref={list} id={id} role="menu" tabIndex={-1} aria-label={label} onKeyDown={move}>
            {groups.map((group) => (
              <MenuGroupItems
                key={group.title ?? group.items[0]?.text}
                group={group}
                onSelect={select}
              />
            ))}
          </div>
        </Floating>
      )}
    </>
  );
};

const itemsIn = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []),
];

interface MenuGroupItemsProps {
  readonly group: MenuGroup;
  readonly onSelect: (item: MenuItem) => void;
}

const MenuGroupItems = ({ group, onSelect }: MenuGroupItemsProps) => (
  <fieldset aria-label={group.title} className={styles.group}>
    {group.title && <div className={styles.title}>{group.title}</div>}
    {group.items.map((item) => (
      <button
        key={item.id ?? item.text}
        type="button"
        {...(item.chosen === undefined
          ? { role: 'menuitem' }
          : { role: 'menuitemradio', 'aria-checked': item.chosen })}
        tabIndex={-1}
        lang={item.lang}
        onClick={() => onSelect(item)}
        className={`${styles.item} ${item.danger ? styles.danger : ''}`}
      >
        <span className={styles.icon}>{item.chosen === true ? <CheckIcon /> : item.icon}</span>
        {item.text}
      </button>
    ))}
  </fieldset>
);
