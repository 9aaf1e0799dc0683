import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Floating } from '../ui/Floating.tsx';
import { CandidateLine } from './CandidateList.tsx';
import type { Candidate } from './candidates.ts';
import styles from './MemberPicker.module.css';
import { isThere, type MemberSection } from './memberSections.ts';

interface MemberPickerProps {
  readonly label: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly members: readonly string[];
  sections(typed: string): readonly MemberSection[];
  /** True where a name that is none yet can be made. */
  readonly makes: boolean;
  /** Puts one in or takes it out; the picker stays open. */
  onToggle(candidate: Candidate): void;
  onTyped(): void;
  onClose(): void;
}

/** Everything that can be in a set, by group: ticked, searched, made. */
export const MemberPicker = (props: MemberPickerProps) => {
  const { label, anchor, members, sections, makes, onToggle, onTyped, onClose } = props;
  const { t } = useTranslation();
  const id = useId();
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(-1);
  const found = sections(typed);
  const name = typed.trim();
  const making: Candidate | null =
    makes && name !== '' && !isThere(name, found) ? { id: '', text: name, makes: true } : null;
  const all = [...found.flatMap(({ candidates }) => candidates), ...(making ? [making] : [])];

  useEffect(() => {
    // With fingers one ticks; the keyboard would take half of the screen.
    if (!matchMedia('(pointer: coarse)').matches) search.current?.focus();
  }, []);

  const toggle = (candidate: Candidate) => {
    onToggle(candidate);
    setTyped('');
    setAt(candidate.makes === true ? -1 : at);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && all.length > 0) {
      event.preventDefault();
      setAt((now) =>
        now < 0 && step < 0 ? all.length - 1 : (now + step + all.length) % all.length,
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const candidate = all[at] ?? (name === '' ? undefined : all[0]);
      if (candidate === undefined) onClose();
      else toggle(candidate);
    } else if (event.key === 'Tab') onClose();
  };

  let index = -1;
  const line = (candidate: Candidate) => {
    index += 1;
    return (
      <CandidateLine
        key={candidate.makes ? '+' : candidate.id}
        id={`${id}-${index}`}
        candidate={candidate}
        isHighlighted={index === at}
        isIn={members.includes(candidate.id)}
        onChoose={() => toggle(candidate)}
      />
    );
  };
  return (
    <Floating anchor={anchor} onClose={onClose}>
      <div className={styles.picker}>
        <input
          ref={search}
          role="combobox"
          aria-label={t('record.pick.search', { name: label })}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
          className={styles.search}
          placeholder={t(makes ? 'record.pick.searchOrMake' : 'record.pick.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(event.target.value.trim() === '' ? -1 : 0);
            onTyped();
          }}
          onKeyDown={pressed}
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          aria-multiselectable="true"
          tabIndex={-1}
          className={styles.list}
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
        >
          {found.map(({ title, candidates }) => (
            <fieldset key={title ?? ''} aria-label={title ?? label} className={styles.group}>
              {title !== null && <div className={styles.title}>{title}</div>}
              {candidates.map(line)}
            </fieldset>
          ))}
          {making && line(making)}
          {all.length === 0 && <p className={styles.none}>{t('record.pick.none')}</p>}
        </div>
      </div>
    </Floating>
  );
};
