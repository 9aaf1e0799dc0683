import { describe, expect, it } from 'vitest';
import { draftedCell, isBlank, readDraft } from '../../client/record/draft.ts';
import { newFollowUp } from '../../client/record/followUps/newFollowUp.ts';
import type { Column } from '../../shared/model/index.ts';

const column = (id: string, type: Column['type'], multiple = false): Column => ({
  id,
  table: 'followUps',
  type,
  key: id,
  name: id,
  order: id,
  width: 100,
  deletedAt: null,
  settings: multiple ? { multiple } : {},
});
const columns = [
  column('summary', 'text'),
  column('customer', 'link'),
  column('date', 'date'),
  column('channel', 'select'),
  column('by', 'person'),
];
const making = {
  id: 'row',
  columns,
  link: columns[1]!,
  customer: 'the customer',
  today: '2026-11-21',
  user: 'me',
};

describe('a draft', () => {
  it('REC-9: survives whatever an older page left in its place', () => {
    expect(['', 'null', '[1]', '{', '7', '"a"'].map(readDraft)).toEqual(Array(6).fill({}));
    expect(readDraft('{"summary":"谈好了","amount":3,"tags":["a"],"x":null}')).toEqual({
      summary: '谈好了',
      amount: 3,
    });
  });

  it('REC-9: with nothing but blanks is none, while nought is something', () => {
    expect([isBlank({}), isBlank({ summary: ' \n' }), isBlank({ amount: 0 })]).toEqual([
      true,
      true,
      false,
    ]);
    expect([draftedCell({ a: ' x ' }, 'a'), draftedCell({ a: '  ' }, 'a')]).toEqual(['x', null]);
  });

  it('REC-9: becomes a follow-up of this customer, by this person, today if nothing else is said', () => {
    expect(
      newFollowUp({ ...making, draft: { summary: '谈好了 ', channel: 'call', gone: 'x' } }),
    ).toEqual({
      type: 'addRows',
      table: 'followUps',
      rows: [
        {
          id: 'row',
          values: {
            summary: '谈好了',
            customer: 'the customer',
            date: '2026-11-21',
            channel: 'call',
            by: 'me',
          },
        },
      ],
    });
  });

  it('REC-9: is a set where the team made one of customers or of people', () => {
    const several = [
      column('summary', 'text'),
      column('customer', 'link', true),
      column('by', 'person', true),
    ];
    const command = newFollowUp({
      ...making,
      columns: several,
      link: several[1]!,
      draft: { summary: 'a' },
    });
    expect(command.type === 'addRows' && command.rows[0]?.values).toEqual({
      summary: 'a',
      customer: ['the customer'],
      by: ['me'],
    });
  });
});
