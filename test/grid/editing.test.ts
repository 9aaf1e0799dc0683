import { describe, expect, it } from 'vitest';
import { type CandidateSource, candidatesFor, typedForm } from '../../client/cells/candidates.ts';
import { readEdit } from '../../client/cells/edits.ts';
import { column, contextOf, option, person, tag } from '../columns/workspace.ts';

const context = contextOf({
  options: [option('a', '个人'), option('b', '企业'), option('c', '大企业')],
  tags: [tag('t1', '高净值'), tag('t2', 'VIP')],
  people: [person('u1', '李敏'), person('u2', '陈晓', false)],
});
const source: CandidateSource = {
  context,
  linkedRows: () => null,
  days: [{ text: '明天', date: '2026-11-22' }],
};
const texts = (typed: string, type: Parameters<typeof column>[0]) =>
  candidatesFor(typed, column(type), source).map(({ text, makes }) => (makes ? `+${text}` : text));

describe('the list under an open editor', () => {
  it('GRID-9: shows everything in order while nothing is typed', () => {
    expect(texts('', 'select')).toEqual(['个人', '企业', '大企业']);
  });

  it('GRID-9: has exact matches first, then beginnings, then the rest', () => {
    expect(texts('企业', 'select')).toEqual(['企业', '大企业']);
    expect(texts('企', 'select')).toEqual(['企业', '大企业', '+企']);
  });

  it('GRID-9: offers to make what does not exist, but nobody', () => {
    expect(texts('新的', 'tags')).toEqual(['+新的']);
    expect(texts('vip', 'tags')).toEqual(['VIP']);
    expect(texts('王', 'person')).toEqual([]);
  });

  it('GRID-9: leaves out who has left', () => {
    expect(texts('', 'person')).toEqual(['李敏']);
  });

  it('GRID-9: says which day is meant', () => {
    expect(candidatesFor('5月6日', column('date'), source)[0]?.id).toBe('2026-05-06');
    expect(candidatesFor('明', column('date'), source)[0]?.id).toBe('2026-11-22');
  });
});

describe('an edit', () => {
  it('GRID-10: is what was typed, or what was chosen', () => {
    expect(readEdit('1,200', null, [], column('number'), context)).toMatchObject({ value: 1200 });
    const [chosen] = candidatesFor('大', column('select'), source);
    expect(readEdit('大', chosen ?? null, [], column('select'), context)).toMatchObject({
      value: 'c',
    });
  });

  it('GRID-10: is refused with the reason where the column cannot read it', () => {
    expect(readEdit('abc', null, [], column('number'), context)).toEqual({
      ok: false,
      reason: 'notANumber',
    });
  });

  it('CARE-65: is refused with the reason where it is longer than a cell may be', () => {
    const longest = 'x'.repeat(262_144);
    expect(readEdit(longest, null, [], column('text'), context)).toMatchObject({ value: longest });
    const tooLong = { ok: false, reason: 'tooLong' };
    expect(readEdit(`${longest}x`, null, [], column('text'), context)).toEqual(tooLong);
    const members = Array.from({ length: 9_000 }, (_, n) => `t${n}`.padEnd(30, 'x'));
    expect(readEdit('新的', null, members, column('tags'), context)).toEqual(tooLong);
  });

  it('GRID-10: joins the members of a set, and makes the new ones', () => {
    const read = readEdit('高净值、新的', null, ['t2'], column('tags'), context);
    expect(read.ok && read.value).toHaveLength(3);
    expect(read.ok && read.records?.map(({ properties }) => properties.name)).toEqual(['新的']);
  });

  it('GRID-10: begins with the cell as one would type it', () => {
    expect(typedForm('a', column('select'), context)).toBe('个人');
    expect(typedForm(1200, column('number'), context)).toBe('1200');
    expect(typedForm(null, column('date'), context)).toBe('');
  });
});
