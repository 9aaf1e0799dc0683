import { describe, expect, it } from 'vitest';
import {
  type ColumnContext,
  cellToJson,
  copyCell,
  jsonToCell,
  readText,
  showCell,
} from '../../shared/columns/index.ts';
import { idFromName, toMemberSet } from '../../shared/model/index.ts';
import { column, contextOf, option, person, row, tag } from './workspace.ts';

describe('a select', () => {
  const select = column('select');
  const intents = [
    option('clear', { zh: '明确', en: 'Clear' }),
    option('unclear', { zh: '不明', en: 'Unknown' }),
    option('maybe', '再看看'),
  ];
  const context = contextOf({ options: intents });

  it('is read in every spelling, case and width', () => {
    for (const text of ['明确', 'clear', 'CLEAR', ' ｃｌｅａｒ '])
      expect(readText(text, select, context)).toEqual({ value: 'clear', makes: [] });
  });

  it('is given as the lasting id of a built-in option, and as the name of any other', () => {
    expect(cellToJson('clear', select, context)).toBe('clear');
    expect(cellToJson('maybe', select, context)).toBe('再看看');
  });

  it('COL-13: makes an option of a name that is none, the same for everyone', () => {
    const id = idFromName('customers/c', '城东支局');
    expect(readText(' 城东支局 ', select, context)).toEqual({
      value: id,
      makes: [{ kind: 'option', id, name: '城东支局' }],
    });
    expect(jsonToCell('城东支局', select, context).value).toBe(id);
  });

  it('COL-4: makes no option of a whole note', () => {
    const note = '客户说下周再联系。'.repeat(20);
    expect(readText(note, select, context)).toEqual({
      value: { unread: note },
      makes: [],
      reason: 'wrongKind',
    });
  });

  it('COL-14: leaves an option alone that was once called so', () => {
    const id = idFromName('customers/c', 'VIP');
    const renamed = contextOf({ options: [option(id, 'Gold')] });
    const { value, makes } = readText('VIP', select, renamed);
    expect(value).not.toBe(id);
    expect(makes).toEqual([{ kind: 'option', id: value, name: 'VIP' }]);
  });

  it('COL-13: brings a deleted option back, which kept its name where it stands', () => {
    const id = idFromName('customers/c', 'VIP');
    const deleted = contextOf({ options: [option(id, 'VIP', 1_700_000_000_000)] });
    expect(showCell(id, select, deleted)).toBe('VIP');
    expect(readText('vip', select, deleted)).toEqual({
      value: id,
      makes: [{ kind: 'option', id, name: 'vip' }],
    });
  });
});

describe('tags', () => {
  const tags = column('tags');
  const context = contextOf({
    tags: [tag('t1', '高净值客户'), tag('t2', '电商卖家'), tag('t3', 'A/B 测试'), tag('t4', 'VIP')],
  });
  const read = (text: string, within: ColumnContext = context) => readText(text, tags, within);

  it.each([
    '高净值客户,电商卖家',
    '电商卖家，高净值客户',
    '高净值客户、电商卖家',
    '高净值客户；电商卖家;',
    '高净值客户 / 电商卖家',
    '高净值客户|电商卖家',
    '高净值客户\n电商卖家\r\n',
    '"高净值客户", "电商卖家"',
    '电商卖家,,高净值客户,电商卖家',
  ])('COL-15: %j is two', (text) => {
    expect(read(text)).toEqual({ value: ['t1', 't2'], makes: [] });
  });

  it('COL-15: whose names contain a separator are read whole, and copied in quotes', () => {
    expect(read('A/B 测试').value).toEqual(['t3']);
    expect(copyCell(['t3', 't4'], tags, context)).toBe('"A/B 测试", VIP');
    expect(read('"A/B 测试", VIP').value).toEqual(['t3', 't4']);
  });

  it('COL-15: are not split at spaces', () => {
    expect(read('key account').makes.map(({ name }) => name)).toEqual(['key account']);
  });

  it('COL-13: makes each new tag once', () => {
    const id = idFromName('', '重点');
    expect(read('重点,ＶＩＰ,重点')).toEqual({
      value: toMemberSet([id, 't4']),
      makes: [{ kind: 'tag', id, name: '重点' }],
    });
  });

  it('are shown and given in the order of the vocabulary', () => {
    expect(showCell(['t1', 't4'], tags, context)).toBe('高净值客户、VIP');
    expect(cellToJson(['t1', 't3'], tags, context)).toEqual(['高净值客户', 'A/B 测试']);
    expect(jsonToCell(['A/B 测试', 'vip'], tags, context).value).toEqual(['t3', 't4']);
    expect(jsonToCell('A/B 测试', tags, context).value).toEqual(['t3']);
    expect(jsonToCell([1], tags, context).reason).toBe('wrongKind');
  });
});

describe('a person', () => {
  const context = contextOf({
    people: [
      person('u1', '周敏'),
      person('u2', '王伟'),
      person('u3', '王伟'),
      person('u4', '马建国', false),
      person('u5', '周敏', false),
      person('u6', 'Smith, John'),
    ],
  });
  const one = column('person');
  const several = column('person', { multiple: true });

  it('is found by name, those who are here before those who left', () => {
    expect(readText('周敏', one, context).value).toBe('u1');
    expect(readText('马建国', one, context).value).toBe('u4');
    expect(readText('ｓｍｉｔｈ, john', several, context).value).toEqual(['u6']);
    expect(readText('周敏、马建国', several, context).value).toEqual(['u1', 'u4']);
  });

  it('COL-16: is not guessed from a name that two have', () => {
    expect(readText('王伟', one, context)).toMatchObject({
      value: { unread: '王伟' },
      reason: 'ambiguousPerson',
    });
    expect(readText('周敏、王伟', several, context).reason).toBe('ambiguousPerson');
    expect(readText('陈晨', one, context).reason).toBe('unknownPerson');
  });

  it('COL-1: of such a name is copied by id', () => {
    expect(copyCell('u3', one, context)).toBe('id:u3');
    expect(cellToJson('u3', one, context)).toBe('u3');
    expect(cellToJson('u1', one, context)).toBe('周敏');
  });
});

describe('a link', () => {
  const context = contextOf({
    titles: { [row('1')]: '盛和物流', [row('2')]: '毛晨', [row('3')]: '毛晨', [row('4')]: 'A, B' },
  });
  const one = column('link', { linkedTable: 'customers' });
  const several = column('link', { linkedTable: 'customers', multiple: true });

  it('is read by title or row id', () => {
    expect(readText('盛和物流', one, context).value).toBe(row('1'));
    expect(readText(' 盛和物流 ', one, context).value).toBe(row('1'));
    expect(readText(row('9'), one, context).value).toBe(row('9'));
    expect(readText('"A, B"；盛和物流', several, context).value).toEqual([row('1'), row('4')]);
  });

  it('COL-16: is not guessed from a title that two rows have', () => {
    expect(readText('毛晨', one, context).reason).toBe('ambiguousRow');
    expect(readText('邓刚欣', one, context).reason).toBe('unknownRow');
  });

  it('COL-1: to such a row is copied by id', () => {
    expect(copyCell(row('2'), one, context)).toBe(row('2'));
    expect(copyCell([row('1'), row('4')], several, context)).toBe('盛和物流, "A, B"');
    expect(cellToJson([row('1')], several, context)).toEqual([row('1')]);
  });
});
