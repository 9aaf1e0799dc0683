import type { Contender, Figure, Target } from './benchCase.ts';

export const contenderNames: Readonly<Record<Contender, string>> = {
  ours: 'Suanpan',
  A: 'A: Y.Map of Y.Map on Hocuspocus',
  W: 'W: y-websocket',
  H: 'H: HyperFormula sheet',
};

/** Three digits that count: 0.0123, 4.56, 789, 12,300. */
export const numberText = (value: number): string =>
  value !== 0 && Math.abs(value) < 100
    ? String(Number(value.toPrecision(3)))
    : Number(value.toPrecision(3)).toLocaleString('en');

export const countText = (value: number): string => value.toLocaleString('en');

export const amountText = (value: number, { unit }: Pick<Figure, 'unit'>): string =>
  unit === 'count' ? numberText(value) : `${numberText(value)} ${unit}`;

/** `1/115` of the baseline, or `1.2 ×` it. */
export const ratioText = (ours: number, baseline: number): string => {
  if (baseline === 0) return ours === 0 ? '1 ×' : '–';
  const ratio = ours / baseline;
  return ratio > 0 && ratio <= 0.5 ? `1/${numberText(baseline / ours)}` : `${numberText(ratio)} ×`;
};

export const targetText = (target: Target, figure: Figure): string => {
  if (target.type === 'atMost') return `≤ ${amountText(target.value, figure)}`;
  if (target.type === 'plus') return `≤ ${target.of} + ${amountText(target.value, figure)}`;
  return target.factor <= 0.5
    ? `≤ 1/${numberText(1 / target.factor)} of ${target.of}`
    : `≤ ${numberText(target.factor)} × ${target.of}`;
};
