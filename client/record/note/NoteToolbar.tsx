import type { ListType } from '@lexical/list';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { FORMAT_TEXT_COMMAND, REDO_COMMAND, type TextFormatType, UNDO_COMMAND } from 'lexical';
import { type KeyboardEvent, type ReactNode, type Ref, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/Button.tsx';
import { $setBlocks, type BlockKind } from './blocks.ts';
import styles from './NoteToolbar.module.css';
import {
  BoldIcon,
  BulletIcon,
  CheckListIcon,
  ItalicIcon,
  LinkIcon,
  NumberIcon,
  QuoteIcon,
  RedoIcon,
  StrikeIcon,
  UndoIcon,
} from './noteIcons.tsx';
import { useToolbarState, useUndoState } from './useToolbarState.ts';

interface NoteToolbarProps {
  readonly linkButton: Ref<HTMLButtonElement>;
  readonly isLinkOpen: boolean;
  readonly onLink: () => void;
}

const headings = ['h1', 'h2', 'h3'] as const;
const lists: readonly (readonly [ListType, ReactNode])[] = [
  ['bullet', <BulletIcon key="bullet" />],
  ['number', <NumberIcon key="number" />],
  ['check', <CheckListIcon key="check" />],
];
const letters: readonly (readonly ['bold' | 'italic' | 'struck', TextFormatType, ReactNode])[] = [
  ['bold', 'bold', <BoldIcon key="bold" />],
  ['italic', 'italic', <ItalicIcon key="italic" />],
  ['struck', 'strikethrough', <StrikeIcon key="struck" />],
];

/** What can be done to a note's text; one stop for Tab, arrows go along it. */
export const NoteToolbar = ({ linkButton, isLinkOpen, onLink }: NoteToolbarProps) => {
  const { t } = useTranslation();
  const [editor] = useLexicalComposerContext();
  const state = useToolbarState();
  const { canUndo, canRedo } = useUndoState();
  const bar = useRef<HTMLDivElement>(null);

  /** Pressed again, a line becomes plain text. */
  const turn = (kind: BlockKind): void =>
    editor.update(() => $setBlocks(state.block === kind ? 'paragraph' : kind));

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('note.toolbar')}
      aria-orientation="horizontal"
      className={styles.bar}
      onKeyDown={(event) => rove(event, bar.current)}
      // The caret stays where it is, and on a phone the keyboard with it.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {headings.map((kind, place) => (
        <Tool
          key={kind}
          label={t(`note.${kind}`)}
          isOn={state.block === kind}
          isFirst={place === 0}
          onPress={() => turn(kind)}
        >
          <span className={styles.heading}>
            H<small>{place + 1}</small>
          </span>
        </Tool>
      ))}
      <i className={styles.gap} />
      {lists.map(([kind, icon]) => (
        <Tool
          key={kind}
          label={t(`note.${kind}`)}
          isOn={state.block === kind}
          onPress={() => turn(kind)}
        >
          {icon}
        </Tool>
      ))}
      <Tool label={t('note.quote')} isOn={state.block === 'quote'} onPress={() => turn('quote')}>
        <QuoteIcon />
      </Tool>
      <i className={styles.gap} />
      {letters.map(([name, format, icon]) => (
        <Tool
          key={name}
          label={t(`note.${name}`)}
          isOn={state[name]}
          onPress={() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, format)}
        >
          {icon}
        </Tool>
      ))}
      <Tool
        ref={linkButton}
        label={t('note.link.set')}
        isOn={state.link}
        isOpen={isLinkOpen}
        onPress={onLink}
      >
        <LinkIcon />
      </Tool>
      <i className={styles.gap} />
      <Tool
        label={t('note.undo')}
        isOff={!canUndo}
        onPress={() => editor.dispatchCommand(UNDO_COMMAND, undefined)}
      >
        <UndoIcon />
      </Tool>
      <Tool
        label={t('note.redo')}
        isOff={!canRedo}
        onPress={() => editor.dispatchCommand(REDO_COMMAND, undefined)}
      >
        <RedoIcon />
      </Tool>
    </div>
  );
};

interface ToolProps {
  readonly label: string;
  readonly isOn?: boolean;
  readonly isOff?: boolean;
  readonly isFirst?: boolean;
  readonly isOpen?: boolean;
  readonly onPress: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

const Tool = (props: ToolProps) => {
  const { label, isOn, isOff = false, isFirst = false, isOpen, onPress, ref, children } = props;
  return (
    <IconButton
      ref={ref}
      label={label}
      className={isOn ? styles.on : undefined}
      aria-pressed={isOn}
      aria-disabled={isOff}
      aria-expanded={isOpen}
      aria-haspopup={isOpen === undefined ? undefined : 'dialog'}
      tabIndex={isFirst ? 0 : -1}
      onClick={isOff ? undefined : onPress}
    >
      {children}
    </IconButton>
  );
};

/** The tool that was reached last is where Tab comes back to. */
const rove = (event: KeyboardEvent, bar: HTMLElement | null): void => {
  const tools = [...(bar?.querySelectorAll('button') ?? [])];
  const here = tools.indexOf(document.activeElement as HTMLButtonElement);
  const wanted = {
    ArrowRight: (here + 1) % tools.length,
    ArrowLeft: (here - 1 + tools.length) % tools.length,
    Home: 0,
    End: tools.length - 1,
  }[event.key];
  const next = wanted === undefined ? undefined : tools[wanted];
  if (here < 0 || next === undefined) return;
  event.preventDefault();
  for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
  next.focus();
};
