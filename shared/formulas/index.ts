export type { ComputedBlock, ComputedColumn } from './computed.ts';
export { knownFunctions } from './functions.ts';
export { type InputBlock, type InputValue, readInputs } from './inputs.ts';
export { type FormulaParsed, parseFormula } from './parse.ts';
export { kindOfResults, probesOf } from './probes.ts';
export {
  type FormulaProblem,
  type FormulaProblemReason,
  formulaProblemReasons,
} from './problem.ts';
export {
  type BoundFormula,
  type FormulaInput,
  type FormulaProgram,
  type InputKind,
  programOf,
  trialColumn,
  trialProgram,
} from './program.ts';
export { showFormula } from './show.ts';
export { inputsOf } from './stored.ts';
export { todayIn } from './today.ts';
export type { FormulaVocabulary } from './vocabulary.ts';
