/** What a pressed key asks of the grid while no editor is open. */
export type GridKey =
  | 'edit'
  | 'toggle'
  /** The record of the row. */
  | 'open'
  | 'clear'
  | 'undo'
  | 'redo'
  | 'fillDown'
  | 'fillRight'
  | 'find'
  | 'menu'
  | 'deleteRows'
  | 'insertRow'
  | 'firstCell'
  | 'lastCell'
  | 'lastRow'
  /** Moving about and selecting: the grid library's own. */
  | 'navigate';

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const navigation = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Tab',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/** With Ctrl. The library counts the row under the last one as one of the rows. */
const farKeys: Readonly<Record<string, GridKey>> = {
  Home: 'firstCell',
  End: 'lastCell',
  ArrowDown: 'lastRow',
};

/**
 * Null: typing, or a key that is not the grid's; Escape is not, for the library would let go of
 * the cell. `isTick`: the cell is a checkbox.
 */
export const gridKeyOf = (pressed: Pressed, isTick: boolean): GridKey | null => {
  const { key, shiftKey, altKey } = pressed;
  const withCtrl = pressed.ctrlKey || pressed.metaKey;
  if (withCtrl && !shiftKey && !altKey) {
    const far = farKeys[key];
    if (far !== undefined) return far;
  }
  if (navigation.has(key)) return 'navigate';
  if (key === 'F2') return 'edit';
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return 'menu';
  if (key === ' ' && (withCtrl || shiftKey)) return 'navigate';
  if (!withCtrl) {
    if (altKey) return null;
    if (key === 'Enter') return isTick && !shiftKey ? 'toggle' : 'edit';
    if (key === ' ') return isTick ? 'toggle' : 'open';
    return key === 'Delete' || key === 'Backspace' ? 'clear' : null;
  }
  switch (key.toLowerCase()) {
    case 'a':
      return 'navigate';
    case 'z':
      return shiftKey ? 'redo' : 'undo';
    case 'y':
      return 'redo';
    case 'd':
      return 'fillDown';
    case 'r':
      return 'fillRight';
    case 'f':
      return 'find';
    case '-':
      return 'deleteRows';
    case '+':
    case '=':
      return shiftKey || key === '+' ? 'insertRow' : null;
    default:
      return null;
  }
};

/** True while an input method has the keys: none of them means what it says. */
export const isComposing = (event: {
  readonly keyCode: number;
  readonly nativeEvent: { readonly isComposing: boolean };
}): boolean => event.nativeEvent.isComposing || event.keyCode === 229;
