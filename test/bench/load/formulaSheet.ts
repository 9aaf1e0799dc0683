import { HyperFormula } from 'hyperformula';
import type { TierEngine, TierInput } from './formulaWork.ts';

/** Baseline H: one HyperFormula sheet with all rows, default settings, changes in `batch()`. */
export const openSheet = (rows: readonly TierInput[]): TierEngine => {
  let engine: HyperFormula | null = null;
  const cellsOf = ({ dealCount, averageTicket, intent }: TierInput) => [
    dealCount,
    averageTicket,
    intent,
  ];
  const tierAt = (row: number): unknown => engine!.getCellValue({ sheet: 0, row, col: 3 });
  return {
    all: () => {
      const sheet = rows.map((row, index) => [...cellsOf(row), tierOf(index + 1)]);
      // Its usual limit is 40,000 rows.
      const maxRows = Math.max(40_000, rows.length);
      engine = HyperFormula.buildFromArray(sheet, { licenseKey: 'gpl-v3', maxRows });
      return rows.map((_, row) => tierAt(row));
    },
    change: (changed) => {
      engine!.batch(() => {
        for (const row of changed)
          engine!.setCellContents({ sheet: 0, row, col: 0 }, [cellsOf(rows[row]!)]);
      });
      return changed.map(tierAt);
    },
  };
};

/** The tier of the built-in customers, in the sheet's own references. */
const tierOf = (row: number): string =>
  `=IF(AND(A${row}>=3,B${row}>=5000),"A",IF(OR(A${row}>=2,C${row}="明确"),"B","C"))`;
