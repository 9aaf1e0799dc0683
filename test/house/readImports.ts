import { parseSync } from 'vite';

/**
 * Every module that a source text names: static, type-only, dynamic and re-exporting imports,
 * `typeof import()` types, and workers named by `new URL('…', import.meta.url)`.
 * A name that is not written out as text is given as null: nobody could check it.
 */
export const readImports = (path: string, source: string): readonly (string | null)[] => {
  const { program, errors } = parseSync(path, source);
  const problem = errors[0];
  if (problem !== undefined) throw new SyntaxError(`${path}: ${problem.message}`);
  const names: (string | null)[] = [];
  visit(program, (node) => {
    if (isImport(node)) names.push(textOf(node.source));
    else if (node.type === 'NewExpression') {
      const url = moduleUrl(node);
      if (url !== null) names.push(url);
    }
  });
  return names;
};

interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const visit = (value: unknown, see: (node: Node) => void): void => {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (isNode(value)) {
    see(value);
    for (const child of Object.values(value)) visit(child, see);
  }
};

const importing = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ImportExpression']);

const isImport = (node: Node): boolean =>
  importing.has(node.type) ||
  node.type === 'TSImportType' ||
  (node.type === 'ExportNamedDeclaration' && node.source !== null);

const textOf = (value: unknown): string | null =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null;

const moduleUrl = (node: Node): string | null => {
  if (!isNode(node.callee) || node.callee.name !== 'URL' || !Array.isArray(node.arguments))
    return null;
  const [file, base] = node.arguments;
  const besideThis =
    isNode(base) && base.type === 'MemberExpression' && isNode(base.object)
      ? base.object.type === 'MetaProperty'
      : false;
  const name = textOf(file);
  return besideThis && name !== null && /\.tsx?$/.test(name) ? name : null;
};
