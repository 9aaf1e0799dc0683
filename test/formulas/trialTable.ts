import * as Y from 'yjs';
import { builtInRecords, openWorkspace, type Workspace } from '../../shared/documents/index.ts';
import type { openRowEngine } from '../../shared/formulas/engine/index.ts';
import {
  type FormulaProblem,
  type FormulaProgram,
  parseFormula,
  programOf,
  readInputs,
} from '../../shared/formulas/index.ts';
import type {
  CellValue,
  Collection,
  ColumnSettings,
  ColumnTypeId,
  Name,
} from '../../shared/model/index.ts';

/** The table that formulas are tried in, beside the built-in ones. */
export const table = 'trial';

export const today = '2026-11-21';

/** A real workspace with a table of every kind of column. */
export const openTrial = () => {
  const workspace = openWorkspace(new Y.Doc());
  workspace.apply(builtInRecords(), null);
  const put = (collection: Collection, id: string, properties: Readonly<Record<string, unknown>>) =>
    void workspace.apply([{ type: 'setRecord', collection, id, properties }], null);
  const addColumn = (id: string, type: ColumnTypeId, name: Name, settings: ColumnSettings = {}) =>
    put('columns', `${table}/${id}`, { type, name, settings });
  const addOption = (column: string, id: string, name: Name) =>
    put('options', `${table}/${column}/${id}`, { name });
  put('tables', table, { name: '试验' });
  addColumn('n', 'number', { zh: '次数', en: 'Times' });
  addColumn('m', 'currency', '客单价');
  addColumn('t', 'text', '备注');
  addColumn('d', 'date', { zh: '生日', en: 'Birthday' });
  addColumn('e', 'date', '到期');
  addColumn('c', 'checkbox', '完成');
  addColumn('s', 'select', { zh: '意向', en: 'Intent' });
  addColumn('p', 'phone', '手机');
  addColumn('w', 'person', '负责人', { multiple: true });
  addColumn('g', 'tags', '标签');
  addColumn('l', 'link', '客户', { linkedTable: 'customers' });
  addOption('s', 'clear', { zh: '明确', en: 'Strong' });
  addOption('s', 'weak', { zh: '考虑中', en: 'Considering' });
  /** Reads the formula as typed; throws the problem's reason. */
  const addFormula = (id: string, typed: string, settings: ColumnSettings = {}): void => {
    const parsed = parseFormula(typed, table, workspace, id);
    if (!parsed.ok) throw new Error(parsed.problem.reason);
    addColumn(id, 'formula', id, { ...settings, formula: parsed.formula });
  };
  return { workspace, put, addColumn, addOption, addFormula };
};

export const problemOf = (typed: string, workspace: Workspace, column?: string): FormulaProblem => {
  const parsed = parseFormula(typed, table, workspace, column);
  if (parsed.ok) throw new Error(`read as ${parsed.formula}`);
  return parsed.problem;
};

export type Row = Readonly<Record<string, CellValue>>;

/** The table's formula columns over these rows: for each column its results. */
export const compute = (
  open: typeof openRowEngine,
  workspace: Workspace,
  rows: readonly Row[],
  program: FormulaProgram | null = programOf(table, workspace),
): Readonly<Record<string, readonly CellValue[]>> => {
  if (program === null) throw new Error('the table has no formula');
  const engine = open(program);
  const scan = (column: string) => (row: number) => rows[row]![column] ?? null;
  const block = readInputs(program, workspace, scan, [...rows.keys()], today);
  const { columns } = engine.compute(structuredClone(block));
  engine.close();
  return Object.fromEntries(columns.map(({ column, values }) => [column, values]));
};
