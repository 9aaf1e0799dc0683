import { expect, test } from 'vitest';
import { type SavedFacts, savedState } from '../../client/sync/saved.ts';

const live = { condition: 'live', isSettled: true, isLate: false } as const;
const sending = { condition: 'live', isSettled: false, isLate: false } as const;
const good: SavedFacts = {
  isConnected: true,
  hasFailedToConnect: false,
  isComplete: true,
  isBroken: false,
  documents: [live, live],
  unsaved: 0,
  refused: 0,
  mayWrite: true,
};
const kind = (facts: Partial<SavedFacts>): string => savedState({ ...good, ...facts }).kind;

test('STORE-41: "saved" takes everything: connected, complete, settled, and nothing in the journal', () => {
  expect(kind({})).toBe('saved');
  expect(kind({ isConnected: false })).toBe('saving');
  expect(kind({ isConnected: false, hasFailedToConnect: true })).toBe('offline');
  expect(kind({ isComplete: false })).toBe('saving');
  expect(kind({ documents: [live, sending] })).toBe('saving');
  expect(kind({ unsaved: 1 })).toBe('saving');
  expect(kind({ documents: [live, { ...sending, isLate: true }] })).toBe('late');
  expect(kind({ documents: [{ ...live, isLate: true }] })).toBe('saved');
  expect(kind({ refused: 1 })).toBe('notSaved');
  expect(kind({ isBroken: true })).toBe('broken');
  expect(kind({ mayWrite: false })).toBe('readOnly');
});

test('STORE-42: the worst news comes first, with how much is at stake', () => {
  const all = { ...good, isBroken: true, isConnected: false, unsaved: 3, refused: 1 };
  expect(savedState(all)).toEqual({ kind: 'broken', unsaved: 3 });
  expect(savedState({ ...all, isBroken: false, hasFailedToConnect: true })).toEqual({
    kind: 'offline',
    unsaved: 3,
  });
  expect(savedState({ ...good, documents: [sending] })).toEqual({ kind: 'saving', unsaved: 1 });
});
