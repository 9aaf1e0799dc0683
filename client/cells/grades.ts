import type { CellValue, Column } from '../../shared/model/index.ts';

/** How much a grade stands out: the best is the one bead of amber. */
export type GradeRank = 'best' | 'next' | 'other';

/** The rank of a result in a column of grades; null for what is no grade there. */
export const gradeOf = (value: CellValue, column: Column): GradeRank | null => {
  const place = column.settings.grades?.indexOf(String(value)) ?? -1;
  if (place < 0) return null;
  return (['best', 'next'] as const)[place] ?? 'other';
};
