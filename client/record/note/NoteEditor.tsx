import { CheckListPlugin } from '@lexical/react/LexicalCheckListPlugin';
import { LexicalCollaboration } from '@lexical/react/LexicalCollaborationContext';
import { CollaborationPlugin } from '@lexical/react/LexicalCollaborationPlugin';
import { LexicalComposer } from '@lexical/react/LexicalComposer';
import { ContentEditable } from '@lexical/react/LexicalContentEditable';
import { LexicalErrorBoundary } from '@lexical/react/LexicalErrorBoundary';
import { ListPlugin } from '@lexical/react/LexicalListPlugin';
import { RichTextPlugin } from '@lexical/react/LexicalRichTextPlugin';
import type { Provider } from '@lexical/yjs';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColorOf, useSignedIn } from '../../app/useSession.ts';
import type { NoteCopy } from '../../sync/noteCopy.ts';
import type { Note } from '../../sync/openNotes.ts';
import { LinkBox } from './LinkBox.tsx';
import styles from './NoteEditor.module.css';
import { NoteToolbar } from './NoteToolbar.tsx';
import { noteNodes, noteTheme } from './noteLook.ts';
import { noteProvider } from './noteProvider.ts';
import { useKeyboardInset } from './useKeyboardInset.ts';
import { useNoteBehaviour } from './useNoteBehaviour.ts';

interface NoteEditorProps {
  readonly note: Note;
  /** Names the note among the editors of this page: a CSS identifier. */
  readonly id: string;
  readonly mayWrite: boolean;
  /** Lexical, or what came from others, cannot be shown: another editor has to begin. */
  readonly onFailed: (error: unknown) => void;
}

/** The text of a note, written by several people at once. It lives as long as its copy. */
export const NoteEditor = ({ note, id, mayWrite, onFailed }: NoteEditorProps) => {
  const [copy] = useState(() => note.openCopy(onFailed));
  const [config] = useState(() => ({
    namespace: 'note',
    nodes: noteNodes,
    theme: noteTheme,
    // What the note holds comes from the copy; another beginning would be written over it.
    editorState: null,
    editable: mayWrite,
    onError: onFailed,
  }));
  return (
    <LexicalCollaboration>
      <LexicalComposer initialConfig={config}>
        <Sheet copy={copy} id={id} mayWrite={mayWrite} />
      </LexicalComposer>
    </LexicalCollaboration>
  );
};

interface SheetProps {
  readonly copy: NoteCopy;
  readonly id: string;
  readonly mayWrite: boolean;
}

const Sheet = ({ copy, id, mayWrite }: SheetProps) => {
  const { t } = useTranslation();
  const { user } = useSignedIn();
  const color = useColorOf(user.id);
  const [isLinkOpen, setIsLinkOpen] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);
  const cursors = useRef<HTMLDivElement>(null);
  const linkButton = useRef<HTMLButtonElement>(null);
  const [provide] = useState(() => {
    const provider = noteProvider(copy);
    return (name: string, documents: Map<string, NoteCopy['doc']>): Provider => {
      documents.set(name, copy.doc);
      return provider;
    };
  });
  useNoteBehaviour(copy, mayWrite, () => setIsLinkOpen(true));
  useKeyboardInset(sheet);
  // Lines that break elsewhere take the others' carets along.
  useEffect(() => {
    const observer = new ResizeObserver(copy.awareness.retell);
    if (sheet.current !== null) observer.observe(sheet.current);
    return () => observer.disconnect();
  }, [copy]);

  return (
    <div ref={sheet} className={styles.note}>
      {mayWrite && (
        <NoteToolbar
          linkButton={linkButton}
          isLinkOpen={isLinkOpen}
          onLink={() => setIsLinkOpen(!isLinkOpen)}
        />
      )}
      <div className={styles.sheet}>
        <RichTextPlugin
          contentEditable={
            <ContentEditable
              className={styles.text}
              ariaLabel={t('note.label')}
              aria-placeholder={t(mayWrite ? 'note.placeholder' : 'note.empty')}
              placeholder={
                <div className={styles.placeholder}>
                  {t(mayWrite ? 'note.placeholder' : 'note.empty')}
                </div>
              }
              spellCheck={false}
              onKeyDown={keepKeys}
            />
          }
          ErrorBoundary={LexicalErrorBoundary}
        />
        <div ref={cursors} aria-hidden="true" />
        <ListPlugin hasStrictIndent />
        <CheckListPlugin />
        <CollaborationPlugin
          id={id}
          providerFactory={provide}
          shouldBootstrap={false}
          username={user.name}
          cursorColor={color}
          cursorsContainerRef={cursors}
          selectionHighlight
        />
      </div>
      {isLinkOpen && <LinkBox anchor={linkButton} onClose={() => setIsLinkOpen(false)} />}
    </div>
  );
};

/** Keys with Ctrl or ⌘ mean the text here; the shell and the rows beside it have their own. */
const keepKeys = (event: KeyboardEvent): void => {
  if (event.ctrlKey || event.metaKey) event.stopPropagation();
};
