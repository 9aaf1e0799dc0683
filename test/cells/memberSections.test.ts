import { describe, expect, it } from 'vitest';
import { isThere, tagSections } from '../../client/cells/memberSections.ts';
import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Tag, TagGroup } from '../../shared/model/index.ts';

const tag = (id: string, name: Tag['name'], group: string | null): Tag => ({
  id,
  name,
  group,
  order: id,
  color: null,
  deletedAt: null,
});
const groups: readonly TagGroup[] = [
  { id: 'value', name: { zh: '价值', en: 'Value' }, order: 'a', deletedAt: null },
  { id: 'source', name: '来源', order: 'b', deletedAt: null },
];
const tags = [
  tag('1', { zh: '高价值', en: 'High value' }, 'value'),
  tag('2', '社区活动', 'source'),
  tag('3', '老客户介绍', 'source'),
  tag('4', '随手写的', null),
  tag('5', '组没了', 'a group that was deleted'),
];
const context = { language: 'zh', tags: () => tags } as unknown as ColumnContext;

const shown = (typed: string, within = groups) =>
  tagSections(typed, within, context, '未分组').map(({ title, candidates }) => [
    title,
    candidates.map(({ text }) => text),
  ]);

describe('the tags under their groups', () => {
  it('REC-7: stand in the team’s order, those without a group last', () => {
    expect(shown('')).toEqual([
      ['价值', ['高价值']],
      ['来源', ['社区活动', '老客户介绍']],
      ['未分组', ['随手写的', '组没了']],
    ]);
  });

  it('REC-7: are found by any part of any spelling; groups with nothing found are left out', () => {
    expect(shown('介绍')).toEqual([['来源', ['老客户介绍']]]);
    expect(shown('HIGH')).toEqual([['价值', ['高价值']]]);
    expect(shown('没有这个')).toEqual([]);
  });

  it('REC-7: have no heading where there are no groups', () => {
    expect(shown('手写', [])).toEqual([[null, ['随手写的']]]);
  });

  it('REC-7: are offered to be made only when nothing is called so', () => {
    const sections = tagSections('', groups, context, '未分组');
    expect([
      isThere('社区活动', sections),
      isThere(' 社区活动 ', sections),
      isThere('社区', sections),
    ]).toEqual([true, true, false]);
  });
});
