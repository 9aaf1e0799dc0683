import type { BenchCase, Contender } from './benchCase.ts';

export interface Turn {
  readonly contender: Contender;
  readonly size: number;
  readonly repetition: number;
}

/**
 * Who runs when: sizes from small to large, at each size all repetitions, and within a repetition
 * every contender that can do the size. Who begins changes from one repetition to the next, so that
 * a machine that gets warm or busy favours nobody.
 */
export const scheduleOf = (
  { contenders, size, sizes, quickSize, canRun }: ScheduledCase,
  { quick, repetitions }: { readonly quick: boolean; readonly repetitions: number },
): readonly Turn[] => {
  const all = quick ? [quickSize] : [...new Set([...sizes, size])].sort((a, b) => a - b);
  return all.flatMap((size) => {
    const able = contenders.filter((contender) => canRun?.(contender, size) ?? true);
    return Array.from({ length: repetitions }, (_, repetition) =>
      able.map((_, place) => ({
        contender: able[(place + repetition) % able.length]!,
        size,
        repetition,
      })),
    ).flat();
  });
};

type ScheduledCase = Pick<BenchCase, 'contenders' | 'size' | 'sizes' | 'quickSize' | 'canRun'>;
