import type { CellValue } from '../model/index.ts';

/** Results of a block's rows, in their order: a list for each of the program's formulas. */
export interface ComputedBlock {
  readonly rows: readonly number[];
  readonly columns: readonly ComputedColumn[];
}

export interface ComputedColumn {
  readonly column: string;
  readonly values: readonly CellValue[];
}
