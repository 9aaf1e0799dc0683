import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { $getSelection, type BaseSelection } from 'lexical';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Floating } from '../../ui/Floating.tsx';
import styles from './LinkBox.module.css';
import { $linkHere, openAddress, removeLink, setLink, toAddress } from './links.ts';

interface LinkBoxProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** Where the selected words lead: to set, to change, to open, to take away. */
export const LinkBox = ({ anchor, onClose }: LinkBoxProps) => {
  const { t } = useTranslation();
  const [editor] = useLexicalComposerContext();
  const [{ selection, before }] = useState(() =>
    editor.getEditorState().read(() => ({
      selection: $getSelection()?.clone() ?? (null as BaseSelection | null),
      before: $linkHere()?.getURL() ?? '',
    })),
  );
  const [text, setText] = useState(before);
  const [isWrong, setIsWrong] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.select(), []);

  const back = (): void => {
    onClose();
    editor.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const address = toAddress(text);
    if (address === null) {
      setIsWrong(true);
      return;
    }
    setLink(editor, selection, address);
    back();
  };
  const remove = (): void => {
    removeLink(editor, selection);
    back();
  };

  return (
    <Floating anchor={anchor} onClose={back}>
      <form ref={form} className={styles.box} onSubmit={submit} aria-label={t('note.link.set')}>
        <Field
          label={t('note.link.address')}
          value={text}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          hint={t('note.link.hint')}
          error={isWrong ? t('note.link.wrong') : null}
          onText={(next) => {
            setText(next);
            setIsWrong(false);
          }}
        />
        <div className={styles.buttons}>
          <Button type="submit" look="go">
            {t('note.link.save')}
          </Button>
          {before !== '' && (
            <>
              <Button onClick={() => openAddress(before)}>{t('note.link.open')}</Button>
              <Button look="quiet" onClick={remove}>
                {t('note.link.remove')}
              </Button>
            </>
          )}
        </div>
      </form>
    </Floating>
  );
};
