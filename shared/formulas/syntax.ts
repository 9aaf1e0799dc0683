import { columnFunctions, knownFunctions, volatileFunctions } from './functions.ts';
import { type FormulaProblemReason, FormulaRefusal } from './problem.ts';
import type { Reference, Token } from './tokens.ts';

/** Deeper nesting is nobody's formula; Excel has the same limit. */
const deepest = 64;
/** The engine goes down one level for each: more would be too deep for the stacks of some browsers. */
const mostOperators = 500;

/** What an expression is, as far as its surroundings ask. */
type Term = { readonly text?: Token; readonly reference?: Reference };

/**
 * Reads the tokens as an expression of Excel's language and throws `FormulaRefusal` where they are
 * none. Answers for each text that is compared with a column, that column's reference: such a text
 * names one of its options.
 */
export const checkSyntax = (
  tokens: readonly Token[],
  end: number,
): ReadonlyMap<Token, Reference> => {
  const solid = tokens.filter(({ kind }) => kind !== 'space');
  const compared = new Map<Token, Reference>();
  let at = 0;
  let depth = 0;
  let operators = 0;

  const refuse = (reason: FormulaProblemReason, token: Token | undefined, name?: string): never => {
    const { from, to } = token ?? { from: end, to: end };
    throw new FormulaRefusal(
      name === undefined ? { reason, from, to } : { reason, from, to, name },
    );
  };
  const isNext = (...texts: readonly string[]): boolean => {
    const token = solid[at];
    return (
      token !== undefined &&
      (token.kind === 'operator' || token.kind === 'mark') &&
      texts.includes(token.text)
    );
  };
  const take = (text: string): void => {
    if (!isNext(text)) refuse('syntax', solid[at]);
    at++;
  };

  const takeOperator = (): void => {
    if (++operators > mostOperators) refuse('tooLong', solid[at]);
    at++;
  };
  const goDeeper = (): void => {
    if (++depth > deepest) refuse('tooLong', solid[at]);
  };

  const expression = (): Term => {
    goDeeper();
    const term = comparison();
    depth--;
    return term;
  };

  const comparison = (): Term => {
    let left = operation();
    while (isNext('=', '<>', '<', '>', '<=', '>=')) {
      takeOperator();
      const right = operation();
      if (left.text && right.reference) compared.set(left.text, right.reference);
      if (right.text && left.reference) compared.set(right.text, left.reference);
      left = {};
    }
    return left;
  };

  /** Which of these binds tighter makes no difference to what is an expression. */
  const operation = (): Term => {
    let term = operand();
    while (isNext('&', '+', '-', '*', '/', '^')) {
      takeOperator();
      operand();
      term = {};
    }
    return term;
  };

  const operand = (): Term => {
    const outside = depth;
    while (isNext('+', '-')) {
      goDeeper();
      at++;
    }
    const isSigned = depth > outside;
    let term = primary();
    while (isNext('%')) {
      takeOperator();
      term = {};
    }
    depth = outside;
    return isSigned ? {} : term;
  };

  const primary = (): Term => {
    const token = solid[at];
    if (token === undefined) return refuse('syntax', token);
    if (isNext('(')) {
      at++;
      const inside = expression();
      take(')');
      return inside;
    }
    if (isNext('{')) return array();
    at++;
    switch (token.kind) {
      case 'number':
        return {};
      case 'text':
        return { text: token };
      case 'reference':
        return { reference: token };
      case 'function':
        return call(token);
      case 'word':
        return /^(?:true|false)$/i.test(token.text) ? {} : refuse(...wordProblem(token));
      default:
        return refuse('syntax', token);
    }
  };

  const call = (token: Token): Term => {
    const arity = knownFunctions.get(token.text);
    if (volatileFunctions.has(token.text)) refuse('volatile', token, token.text);
    if (arity === undefined) return refuse('unknownFunction', token, token.text);
    const terms: Term[] = [];
    take('(');
    while (!isNext(')')) {
      if (terms.length > 0) {
        if (!isNext(',', ';')) refuse('syntax', solid[at]);
        at++;
      }
      // An argument may be left out: IF([@a],,1).
      terms.push(isNext(',', ';', ')') ? {} : expression());
    }
    at++;
    if (terms.length < arity.least || terms.length > arity.most)
      refuse('arguments', token, token.text);
    const whole = terms.find(({ reference }) => reference?.scope === 'column')?.reference;
    if (whole !== undefined && columnFunctions.has(token.text))
      refuse('wholeColumn', whole, whole.text);
    const [subject, ...cases] = terms;
    if (token.text === 'SWITCH' && subject?.reference !== undefined)
      for (const { text } of cases) if (text !== undefined) compared.set(text, subject.reference);
    return {};
  };

  /** `{1,2;3,4}`: constants only. */
  const array = (): Term => {
    take('{');
    for (;;) {
      if (isNext('+', '-')) at++;
      const token = solid[at];
      if (token?.kind !== 'number' && token?.kind !== 'text') refuse('syntax', token);
      at++;
      if (isNext('}')) break;
      if (!isNext(',', ';')) refuse('syntax', solid[at]);
      at++;
    }
    take('}');
    return {};
  };

  expression();
  if (at < solid.length) refuse('syntax', solid[at]);
  return compared;
};

const cell = /^(?:\$?[a-z]{1,3}\$?\d{1,7}|r\d*c\d*)$|[!:]/i;

const wordProblem = (token: Token): [FormulaProblemReason, Token, string] =>
  cell.test(token.text) ? ['cellReference', token, token.text] : ['bareName', token, token.text];
