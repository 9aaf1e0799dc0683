import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../client/api/failure.ts';
import { failureAt } from '../../client/app/failureText.ts';
import { ledgerNews } from '../../client/app/ledgerNews.ts';
import type { LedgerOpened } from '../../client/app/session.ts';
import { checked } from '../../client/app/useSubmit.ts';
import { hasAccount } from '../../client/settings/rights.ts';
import { endEarlierToasts, endSaid, shownToasts, toast } from '../../client/ui/toast.ts';
import { idFromName } from '../../shared/model/index.ts';
import { setupBody } from '../../shared/protocol/http.ts';

describe('what is told in passing', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.runAllTimers();
    vi.useRealTimers();
  });
  const told = () => shownToasts().map(({ text }) => text);

  it('SHELL-11: stands there once, however often it is said, and for as long as if it were new', () => {
    toast('nothing to undo');
    vi.advanceTimersByTime(4_000);
    toast('nothing to undo');
    expect(told()).toEqual(['nothing to undo']);
    vi.advanceTimersByTime(4_000);
    expect(told()).toEqual(['nothing to undo']);
    vi.advanceTimersByTime(1_000);
    expect(told()).toEqual([]);
  });

  it('SHELL-11: stays on its page; what led to the next page goes with it', () => {
    toast('said a while ago');
    vi.advanceTimersByTime(2_000);
    toast('on the way');
    endEarlierToasts();
    expect(told()).toEqual(['on the way']);
  });

  it('SHELL-11: ends with what it told of, when that is taken back; what offers something stays', () => {
    toast('removed, Ctrl+Z brings it back');
    toast('one row deleted', { text: 'Restore', onPress: () => undefined });
    endSaid();
    expect(told()).toEqual(['one row deleted']);
  });
});

describe('a form', () => {
  it('SHELL-12: tells of all fields that are wrong at once', () => {
    const fields = ['name', 'email', 'password'];
    const wrong = (body: unknown): readonly string[] => {
      try {
        checked(setupBody, body);
        return [];
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
        return failureAt(error, fields);
      }
    };
    expect(wrong({ name: 'Li', email: 'li@', password: 'abc' })).toEqual(['email', 'password']);
    expect(wrong({ name: ' ', email: '', password: '' })).toEqual(fields);
    expect(wrong({ name: 'Li', email: 'li@example.com', password: 'long enough' })).toEqual([]);
  });
});

describe('news of ledgers', () => {
  const ledger = (id: string, level: LedgerOpened['level']): LedgerOpened => ({
    id,
    name: `of ${id}`,
    level,
  });

  it('SHELL-13: tells whose right was withdrawn, lowered or raised, and of which ledger', () => {
    const before = [ledger('a', 'write'), ledger('b', 'write'), ledger('c', 'read')];
    const now = [ledger('b', 'read'), ledger('c', 'write'), ledger('d', 'write')];
    expect(ledgerNews(before, now)).toEqual([
      { kind: 'gone', name: 'of a' },
      { kind: 'readOnly', name: 'of b' },
      { kind: 'writable', name: 'of c' },
    ]);
    expect(ledgerNews(now, now)).toEqual([]);
  });
});

describe('letting people into a ledger', () => {
  it('SHELL-14: is offered for people with an account, not for the invented ones of the sample', () => {
    expect(hasAccount({ id: '01J00000000000000000000001' })).toBe(true);
    expect(hasAccount({ id: idFromName('sample/people', 'Clara Duarte') })).toBe(false);
  });
});
