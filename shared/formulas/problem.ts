/** Why a typed formula is not taken. */
export const formulaProblemReasons = [
  /** Nothing is there yet. */
  'empty',
  /** It cannot be read from here on. */
  'syntax',
  /** No column of this table is called so. */
  'unknownColumn',
  /** A name without brackets: columns are written `[@Name]`. */
  'bareName',
  /** `[Name]` where Excel means the whole column: a formula sees its own row only. */
  'wholeColumn',
  'unknownFunction',
  /** Fewer or more arguments than the function takes. */
  'arguments',
  /** `A1`, `$A$1`, `Sheet1!A1`: rows have no such places. */
  'cellReference',
  /** A function whose result changes without anybody's doing. */
  'volatile',
  /** The column holds links, which formulas cannot read. */
  'linkColumn',
  /** The formula would need its own result. */
  'cycle',
  'tooLong',
  /** Trying it took longer than anybody would wait. */
  'tooSlow',
] as const;
export type FormulaProblemReason = (typeof formulaProblemReasons)[number];

export interface FormulaProblem {
  readonly reason: FormulaProblemReason;
  /** Where, in the text as it was typed: UTF-16 units, `to` is the first one behind. */
  readonly from: number;
  readonly to: number;
  /** The column or function that it is about, as it was typed. */
  readonly name?: string;
}

/** Thrown within this folder while a formula is read, and nowhere else. */
export class FormulaRefusal extends Error {
  readonly problem: FormulaProblem;

  constructor(problem: FormulaProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}
