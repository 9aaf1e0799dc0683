import { expect, test } from 'vitest';
import { kindBegunBy } from '../../../client/record/note/shortcuts.ts';

test('NOTE-54: a line becomes what its first characters say', () => {
  const kinds = {
    '#': 'h1',
    '##': 'h2',
    '###': 'h3',
    '-': 'bullet',
    '*': 'bullet',
    '1.': 'number',
    '12.': 'number',
    '1、': 'number',
    '[]': 'check',
    '[ ]': 'check',
    '【】': 'check',
    '- []': 'check',
    '>': 'quote',
  };
  for (const [mark, kind] of Object.entries(kinds)) expect(kindBegunBy(mark), mark).toBe(kind);
  for (const text of ['####', '--', 'a.', '1', '12345.', '[x', '#1', ''])
    expect(kindBegunBy(text), text).toBe(null);
});
