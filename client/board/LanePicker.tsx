import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/language.ts';
import { useIsNarrow } from '../app/useIsNarrow.ts';
import { Chip } from '../ui/Chip.tsx';
import styles from './LanePicker.module.css';
import type { ShownLane } from './shownLane.ts';

interface LanePickerProps {
  /** What scrolls; the lanes are its first children. */
  readonly board: RefObject<HTMLElement | null>;
  readonly lanes: readonly ShownLane[];
}

/** On a phone, where one lane is seen at a time: which one, and the way to the others. */
export const LanePicker = (props: LanePickerProps) => {
  const narrow = useIsNarrow();
  return narrow ? <Picker {...props} /> : null;
};

const laneElements = (board: HTMLElement | null): readonly HTMLElement[] => [
  ...(board?.querySelectorAll<HTMLElement>('[data-lane]') ?? []),
];

const Picker = ({ board, lanes }: LanePickerProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [shown, setShown] = useState(0);
  const chips = useRef<HTMLElement>(null);

  useEffect(() => {
    const element = board.current;
    if (element === null) return;
    const look = () => {
      const middle = element.getBoundingClientRect().left + element.clientWidth / 2;
      const at = laneElements(element).findIndex(
        (lane) => lane.getBoundingClientRect().right > middle,
      );
      if (at >= 0) setShown(at);
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [board]);

  useEffect(() => {
    const chip = chips.current?.children[shown];
    if (chips.current === null || !(chip instanceof HTMLElement)) return;
    chips.current.scrollLeft = chip.offsetLeft - (chips.current.clientWidth - chip.offsetWidth) / 2;
  }, [shown]);

  return (
    <nav ref={chips} aria-label={t('board.lane.pick')} className={styles.picker}>
      {lanes.map(({ id, name, rows }, at) => (
        <Chip
          key={id}
          on={at === shown}
          aria-pressed={at === shown}
          onClick={() =>
            laneElements(board.current)[at]?.scrollIntoView({ inline: 'start', block: 'nearest' })
          }
        >
          {name} {rows.length.toLocaleString(language)}
        </Chip>
      ))}
    </nav>
  );
};
