import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  cellToJson,
  copyCell,
  jsonToCell,
  readText,
  showCell,
} from '../../shared/columns/index.ts';
import { builtInRecords, openWorkspace, type Workspace } from '../../shared/documents/index.ts';
import { asStages, type Pipeline, type SetRecord } from '../../shared/model/index.ts';
import { name } from './arbitraries.ts';
import { column, contextOf, option } from './workspace.ts';

const select = column('select');
const pipeline = (id: string, called: Pipeline['name']): Pipeline => ({
  id,
  table: 'customers',
  column: 'c',
  name: called,
  order: id,
  deletedAt: null,
});

describe('stages of several pipelines', () => {
  it('BOARD-25: are told apart where they share a name, and only there', () => {
    const pipelines = [pipeline('p1', { zh: '销售流程', en: 'Sales' }), pipeline('p2', '年度协议')];
    const options = asStages(
      [
        { ...option('s3', '初步接触'), pipeline: 'p2' },
        { ...option('s1', { zh: '初步接触', en: 'Contact' }), pipeline: 'p1' },
        option('s2', '需求分析'),
        { ...option('s4', '报价'), pipeline: 'p2' },
      ],
      pipelines,
    );
    expect(options.map(({ id }) => id)).toEqual(['s1', 's2', 's3', 's4']);
    const shown = (language: 'zh' | 'en') =>
      options.map(({ id }) => showCell(id, select, contextOf({ language, options })));
    expect(shown('zh')).toEqual([
      '初步接触（销售流程）',
      '需求分析',
      '初步接触（年度协议）',
      '报价',
    ]);
    expect(shown('en')[0]).toBe('Contact (Sales)');
    const context = contextOf({ options });
    const read = (text: string) => readText(text, select, context);
    expect(read('初步接触（年度协议）')).toEqual({ value: 's3', makes: [] });
    expect(read('初步接触(年度协议)').value).toBe('s3');
    // The plain name is the first pipeline's, as it was before there was a second.
    expect(read('初步接触')).toEqual({ value: 's1', makes: [] });
    expect(cellToJson('s3', select, context)).toBe('初步接触（年度协议）');
    expect(cellToJson('s1', select, context)).toBe('s1');
  });

  it('BOARD-26: are read back from what a cell copies and from what the API gives', () => {
    const ids = ['s1', 's2', 's3', 's4'];
    fc.assert(
      fc.property(
        fc.tuple(name, name),
        fc.array(fc.tuple(name, fc.constantFrom('p1', 'p2', 'gone', null)), {
          minLength: 4,
          maxLength: 4,
        }),
        fc.constantFrom('zh', 'en'),
        (called, named, language) => {
          const pipelines = called.map((own, index) => pipeline(`p${index + 1}`, own));
          const options = asStages(
            named.map(([own, of], index) => ({ ...option(ids[index]!, own), pipeline: of })),
            pipelines,
          );
          expect(options.map(({ id }) => id).sort()).toEqual(ids);
          const context = contextOf({ language, options });
          for (const id of ids) {
            expect(readText(copyCell(id, select, context), select, context).value).toBe(id);
            const json: unknown = JSON.parse(JSON.stringify(cellToJson(id, select, context)));
            expect(jsonToCell(json, select, context).value).toBe(id);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  const set = (collection: SetRecord['collection'], id: string, properties: object): SetRecord => ({
    type: 'setRecord',
    collection,
    id,
    properties: { ...properties },
  });

  it('BOARD-25: keep their list the same object until an option or a pipeline changes', () => {
    const workspace: Workspace = openWorkspace(new Y.Doc());
    workspace.apply(builtInRecords(), null);
    workspace.apply(
      [
        set('pipelines', 'annual', {
          name: '年度协议',
          table: 'deals',
          column: 'stage',
          order: 'Z',
        }),
        set('options', 'deals/stage/one', { name: '初步接触', pipeline: 'annual', order: '1' }),
      ],
      null,
    );
    const [stages, intents] = [
      workspace.options('deals', 'stage'),
      workspace.options('customers', 'intent'),
    ];
    expect(stages.at(-1)).toMatchObject({
      id: 'one',
      name: '初步接触',
      label: '初步接触（年度协议）',
    });
    expect(workspace.option('deals', 'stage', 'one')).toBe(stages.at(-1));
    workspace.apply([set('tags', 'vip', { name: 'VIP' })], null);
    expect(workspace.options('deals', 'stage')).toBe(stages);
    workspace.apply([set('pipelines', 'annual', { name: '框架协议' })], null);
    expect(workspace.option('deals', 'stage', 'one')?.label).toBe('初步接触（框架协议）');
    expect(workspace.options('customers', 'intent')).toBe(intents);
    workspace.apply([set('pipelines', 'annual', { deletedAt: 1 })], null);
    expect(workspace.option('deals', 'stage', 'one')?.label).toBeUndefined();
    workspace.apply([set('options', 'deals/stage/one', { deletedAt: 1 })], null);
    expect(workspace.option('deals', 'stage', 'one')).toMatchObject({
      name: '初步接触',
      deletedAt: 1,
    });
  });
});
