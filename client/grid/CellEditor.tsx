import {
  type AriaAttributes,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { isComputed } from '../../shared/model/index.ts';
import { offersList } from '../cells/candidates.ts';
import { toast } from '../ui/toast.ts';
import styles from './CellEditor.module.css';
import { EditorPanel } from './EditorPanel.tsx';
import { useFormulaNote } from './formula/useFormulaNote.tsx';
import { isComposing } from './gridKeys.ts';
import type { CellEditing, EditMode, EditTarget } from './useCellEditor.ts';

/** Where the selected cell stands on the page, in client pixels. */
export interface CellBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CellEditorHandle {
  focus(): void;
  hasFocus(): boolean;
  open(mode: EditMode): void;
  /** Does as if the keys for it had been pressed: so copying works on plain http too. */
  ask(command: 'copy' | 'cut'): void;
  /** Puts the text field over the selected cell again, after the grid scrolled. */
  place(): void;
}

interface CellEditorProps {
  readonly ref: Ref<CellEditorHandle>;
  /** The part of the grid that scrolls: the text field lives in it. */
  readonly scroller: HTMLElement;
  /** The selected cell as it is now. */
  targetNow(): EditTarget | null;
  /** False where this person may only look. */
  readonly mayWrite: boolean;
  /** What a screen reader says of the selected cell. */
  readonly label: string;
  readonly editing: CellEditing;
  bounds(): CellBounds | null;
  /** Keys while the editor is closed. */
  onKey(event: KeyboardEvent<HTMLTextAreaElement>): void;
  onMove(by: { readonly x: number; readonly y: number }): void;
  onCopy(event: ClipboardEvent): void;
  onCut(event: ClipboardEvent): void;
  onPaste(event: ClipboardEvent): void;
  onFocus(): void;
}

/**
 * The one text field of the grid. It has the focus whenever the grid has it, lies unseen over the
 * selected cell, and becomes the editor with the first thing typed: so the first key of a Chinese
 * composition is not lost, and paste works where there is no clipboard API.
 */
export const CellEditor = (props: CellEditorProps) => {
  const { ref, scroller, editing, bounds, mayWrite } = props;
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const open = editing.editing !== null;
  const hasList = open && offersList(editing.editing.target.column);

  const formula = useFormulaNote({
    target: props.targetNow(),
    isEditing: open,
    bounds,
    view: () => rowsIn(scroller),
  });

  const place = () => {
    placeOver(field.current, scroller, bounds());
    formula.note.current?.place();
  };
  useLayoutEffect(place);

  const begin = (mode: EditMode) => {
    const target = props.targetNow();
    if (target === null || field.current === null) return;
    if (isComputed(target.column)) {
      formula.refuse();
      return;
    }
    if (!mayWrite) {
      toast(t('grid.readOnly'));
      return;
    }
    const text = editing.open(target, mode);
    if (mode === 'replace') return;
    field.current.value = text;
    if (offersList(target.column)) field.current.select();
    else field.current.setSelectionRange(text.length, text.length);
  };

  // The field is empty whenever the editor is closed.
  useLayoutEffect(() => {
    if (!open && field.current !== null) field.current.value = '';
  }, [open]);

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus({ preventScroll: true }),
    hasFocus: () => document.activeElement === field.current,
    open: begin,
    ask: (command) => {
      field.current?.focus({ preventScroll: true });
      document.execCommand(command);
    },
    place,
  }));

  const typed = () => {
    const text = field.current?.value ?? '';
    if (editing.current() === null) {
      begin('replace');
    }
    if (editing.current() !== null) editing.type(text);
    else if (field.current !== null) field.current.value = '';
  };

  const leave = (by: { readonly x: number; readonly y: number }) => {
    if (editing.commit()) props.onMove(by);
  };

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    const at = editing.current();
    if (at === null) {
      if (event.key === 'Escape') formula.dismiss();
      props.onKey(event);
      return;
    }
    event.stopPropagation();
    const done = editorKey(event, at.mode, hasList);
    if (done === null) return;
    if (done.kind === 'space' && (at.text !== '' || at.highlight < 0)) return;
    const last = at.members.at(-1);
    if (done.kind === 'back' && (at.text !== '' || last === undefined)) return;
    event.preventDefault();
    if (done.kind === 'move') leave(done.by);
    else if (done.kind === 'cancel') editing.cancel();
    else if (done.kind === 'everywhere') editing.commit(true);
    else if (done.kind === 'highlight') editing.highlight(done.by);
    else if (done.kind === 'change') editing.asChange();
    else if (done.kind === 'newLine') insert(field.current, '\n', typed);
    else if (done.kind === 'back') {
      if (last !== undefined) editing.drop(last);
    } else {
      const candidate = editing.candidates[at.highlight];
      if (candidate !== undefined) editing.choose(candidate);
    }
  };

  const closedOnly = (handle: (event: ClipboardEvent) => void) => (event: ClipboardEvent) => {
    if (editing.current() === null) handle(event);
  };

  return (
    <>
      {createPortal(
        <textarea
          ref={field}
          className={`${styles.field} ${open ? styles.open : ''}`}
          aria-label={
            formula.why === null
              ? props.label
              : t('formula.spoken', { label: props.label, why: formula.why })
          }
          aria-readonly={!mayWrite}
          aria-invalid={editing.editing?.reason ? true : undefined}
          aria-describedby={editing.editing?.reason ? `${listId}-reason` : undefined}
          {...listAttributes(listId, hasList, editing)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          rows={1}
          data-grid-editor={open ? 'open' : 'closed'}
          onCompositionStart={() => {
            if (editing.current() === null) begin('replace');
          }}
          onInput={typed}
          onKeyDown={pressed}
          onCopy={closedOnly(props.onCopy)}
          onCut={closedOnly(props.onCut)}
          onPaste={closedOnly(props.onPaste)}
          onFocus={props.onFocus}
          onBlur={({ relatedTarget }) => {
            formula.leave();
            // The canvas takes the focus after each press on it, and hands it back.
            const isCanvas = relatedTarget instanceof Element && relatedTarget.closest('canvas');
            if (document.hasFocus() && !isCanvas) editing.commit();
          }}
        />,
        scroller,
      )}
      {formula.shown}
      {editing.editing !== null && (
        <EditorPanel
          id={listId}
          label={t('grid.editor.list')}
          anchor={field}
          editing={editing.editing}
          candidates={editing.candidates}
          members={editing.members}
          onChoose={(candidate) => {
            const closed = editing.choose(candidate);
            if (!closed && field.current !== null) field.current.value = '';
          }}
          onDrop={editing.drop}
        />
      )}
    </>
  );
};

/** What tells a screen reader of the list under the open editor. */
const listAttributes = (
  id: string,
  hasList: boolean,
  { editing, candidates }: CellEditing,
): AriaAttributes => {
  if (!hasList || editing === null || candidates.length === 0) return {};
  return {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': id,
    ...(editing.highlight >= 0 && { 'aria-activedescendant': `${id}-${editing.highlight}` }),
  };
};

type EditorKey =
  | { readonly kind: 'move'; readonly by: { readonly x: number; readonly y: number } }
  | { readonly kind: 'highlight'; readonly by: 1 | -1 }
  | { readonly kind: 'cancel' | 'change' | 'everywhere' | 'newLine' | 'space' | 'back' };

/** What a key does in the open editor; null where the text field sees to it. */
const editorKey = (
  { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent,
  mode: EditMode,
  hasList: boolean,
): EditorKey | null => {
  const move = (x: number, y: number): EditorKey => ({ kind: 'move', by: { x, y } });
  if (key === 'Enter' && altKey) return { kind: 'newLine' };
  if (key === 'Enter' && (ctrlKey || metaKey)) return { kind: 'everywhere' };
  if (key === 'Enter') return move(0, shiftKey ? -1 : 1);
  if (key === 'Tab') return move(shiftKey ? -1 : 1, 0);
  if (key === 'Escape') return { kind: 'cancel' };
  if (key === 'F2') return { kind: 'change' };
  if (key === ' ' && hasList) return { kind: 'space' };
  if (key === 'Backspace') return { kind: 'back' };
  if (shiftKey || altKey || ctrlKey || metaKey) return null;
  if (hasList && key === 'ArrowDown') return { kind: 'highlight', by: 1 };
  if (hasList && key === 'ArrowUp') return { kind: 'highlight', by: -1 };
  if (mode === 'change') return null;
  if (key === 'ArrowDown') return move(0, 1);
  if (key === 'ArrowUp') return move(0, -1);
  if (key === 'ArrowRight') return move(1, 0);
  return key === 'ArrowLeft' ? move(-1, 0) : null;
};

const insert = (field: HTMLTextAreaElement | null, text: string, then: () => void): void => {
  if (field === null) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  then();
};

const headerHeight = 32;

/** Where rows are seen: under the header. */
const rowsIn = (scroller: HTMLElement): CellBounds => {
  const { x, y } = scroller.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = scroller;
  return { x, y: y + headerHeight, width, height: height - headerHeight };
};

/** Within the scrolling part, and never outside what is seen of it: typing would scroll there. */
const placeOver = (
  field: HTMLTextAreaElement | null,
  scroller: HTMLElement,
  bounds: CellBounds | null,
): void => {
  if (field === null) return;
  const view = scroller.getBoundingClientRect();
  const at = bounds ?? { x: view.x, y: view.y, width: 1, height: 1 };
  const left = Math.max(0, Math.min(at.x - view.x, scroller.clientWidth - at.width));
  const top = Math.max(0, Math.min(at.y - view.y, scroller.clientHeight - at.height));
  field.style.left = `${left + scroller.scrollLeft}px`;
  field.style.top = `${top + scroller.scrollTop}px`;
  field.style.setProperty('--cell-width', `${at.width + 1}px`);
  field.style.setProperty('--cell-height', `${at.height + 1}px`);
  field.style.setProperty(
    '--most-width',
    `${Math.max(at.width + 1, scroller.clientWidth - left - 16)}px`,
  );
};
