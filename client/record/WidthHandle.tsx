import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recall, remember } from '../app/remembered.ts';
import styles from './WidthHandle.module.css';

/** Pixels. */
const narrowest = 320;
const usual = 372;
const widest = 720;

export interface RecordWidth {
  readonly value: number;
  /** `done`: let go, to be remembered. */
  set(width: number, done: boolean): void;
}

/** The width that this browser remembers. */
export const useWidth = (): RecordWidth => {
  const [value, setValue] = useState(() => within(Number(recall('recordWidth') ?? usual)));
  return {
    value,
    set: (width, done) => {
      const next = within(width);
      setValue(next);
      if (done) remember('recordWidth', String(next));
    },
  };
};

const within = (width: number): number =>
  Number.isFinite(width) ? Math.round(Math.min(widest, Math.max(narrowest, width))) : usual;

/** The edge between rows and record: dragged, or moved with the arrows. */
export const WidthHandle = ({ width }: { readonly width: RecordWidth }) => {
  const { t } = useTranslation();
  const begun = useRef<{ readonly x: number; readonly width: number } | null>(null);

  const dragged = (event: PointerEvent, done: boolean) => {
    if (begun.current === null) return;
    width.set(begun.current.width + begun.current.x - event.clientX, done);
    if (done) begun.current = null;
  };
  const pressed = ({ key }: KeyboardEvent) => {
    const step = { ArrowLeft: 16, ArrowRight: -16 }[key];
    if (step !== undefined) width.set(width.value + step, true);
  };
  return (
    <hr
      aria-orientation="vertical"
      aria-label={t('record.resize')}
      aria-valuenow={width.value}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      className={styles.handle}
      onKeyDown={pressed}
      onDoubleClick={() => width.set(usual, true)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        begun.current = { x: event.clientX, width: width.value };
      }}
      onPointerMove={(event) => dragged(event, false)}
      onPointerUp={(event) => dragged(event, true)}
      onPointerCancel={(event) => dragged(event, true)}
    />
  );
};
