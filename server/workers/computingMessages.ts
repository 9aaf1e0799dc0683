import type { ComputedBlock, FormulaProgram, InputBlock } from '../../shared/formulas/index.ts';

/** What the worker is asked: it keeps an engine for each program that it was asked for lately. */
export interface ComputingQuestion {
  readonly program: FormulaProgram;
  readonly block: InputBlock;
}

export type ComputingAnswer =
  | { readonly ok: true; readonly computed: ComputedBlock }
  | { readonly ok: false; readonly reason: string };
