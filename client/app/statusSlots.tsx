import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The two ends of the status bar, once they are on the page. */
export interface StatusSlots {
  readonly left: HTMLElement | null;
  readonly right: HTMLElement | null;
}

export const StatusSlotsContext = createContext<StatusSlots>({ left: null, right: null });

interface InStatusBarProps {
  /** Left: what is selected, summed. Right: how many rows, keys. */
  readonly side: keyof StatusSlots;
  readonly children: ReactNode;
}

/** For screens: draws its children into the shell's status bar. */
export const InStatusBar = ({ side, children }: InStatusBarProps) => {
  const slot = useContext(StatusSlotsContext)[side];
  return slot && createPortal(children, slot);
};
