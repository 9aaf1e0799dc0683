import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Menu, type MenuGroup, type MenuTrigger } from './Menu.tsx';

/** A place on the page, in client pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface MenuAtProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** What the menu belongs to, in client pixels: it opens beside it. */
  readonly bounds: Bounds;
  onClosed(): void;
}

/** A menu that belongs to a place rather than to a button. Draw it while it should be open. */
export const MenuAt = ({ label, groups, bounds, onClosed }: MenuAtProps) =>
  createPortal(
    <Menu label={label} groups={groups}>
      {(trigger) => <Anchor trigger={trigger} label={label} bounds={bounds} onClosed={onClosed} />}
    </Menu>,
    document.body,
  );

interface AnchorProps extends Pick<MenuAtProps, 'label' | 'bounds' | 'onClosed'> {
  readonly trigger: MenuTrigger;
}

/** Stands where that is shown which the menu is for, and opens it at once. */
const Anchor = ({ trigger, label, bounds, onClosed }: AnchorProps) => {
  const opened = useRef(false);
  const isOpen = trigger['aria-expanded'];
  const open = trigger.onClick;

  useEffect(() => {
    if (isOpen) opened.current = true;
    else if (opened.current) onClosed();
    else open();
  }, [isOpen, onClosed, open]);

  return (
    <button
      {...trigger}
      type="button"
      aria-label={label}
      tabIndex={-1}
      style={{
        position: 'fixed',
        left: bounds.x,
        top: bounds.y,
        width: bounds.width,
        height: bounds.height,
        opacity: 0,
        pointerEvents: 'none',
      }}
    />
  );
};
