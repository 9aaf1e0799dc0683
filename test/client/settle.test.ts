import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { settleLines, settleTsv } from '../../client/settle/settleText.ts';
import type { ColumnContext } from '../../shared/columns/columnType.ts';
import { builtInRecords } from '../../shared/documents/seed.ts';
import { openWorkspace } from '../../shared/documents/workspace.ts';
import type { Language } from '../../shared/model/index.ts';

const workspace = openWorkspace(new Y.Doc());
workspace.apply(builtInRecords(), 'test');

const read = (language: Language, rowTitle: string | null = '晋源电商') => ({
  workspace,
  context: (): ColumnContext => ({
    language,
    today: '2026-05-06',
    options: ({ table, id }) => workspace.options(table, id),
    option: ({ table, id }, option) => workspace.option(table, id, option),
    tags: () => workspace.tags(),
    tag: (id) => workspace.tag(id),
    people: () => workspace.people(),
    rowTitle: () => rowTitle,
    rowsByTitle: () => [],
  }),
});

describe('what the server did not take', () => {
  const write = { table: 'customers', row: 'r1', column: 'kind', value: 'enterprise' };

  it('SHELL-10: is told in the names that its author knows', () => {
    expect(settleLines(read('zh'), [write])).toEqual([
      { table: '客户', row: '晋源电商', column: '类型', text: '企业' },
    ]);
    expect(settleLines(read('en'), [write])[0]).toMatchObject({
      table: 'Customers',
      column: 'Type',
      text: 'Business',
    });
  });

  it('SHELL-10: is told by id where table, column or row are not known here', () => {
    const lost = { table: 'gone', row: 'r1', column: 'lost', value: 'text' };
    expect(settleLines(read('en', null), [lost])).toEqual([
      { table: 'gone', row: null, column: 'lost', text: 'text' },
    ]);
  });

  it('SHELL-10: is copied as a spreadsheet takes it', () => {
    const note = { table: 'customers', row: 'r1', column: 'note', value: 'two\nlines' };
    expect(settleTsv(settleLines(read('zh'), [note, write]))).toBe(
      '客户\t晋源电商\t备注\t"two\nlines"\r\n客户\t晋源电商\t类型\t企业',
    );
  });
});
