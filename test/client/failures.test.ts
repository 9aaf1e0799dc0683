import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { Failure, toFailure } from '../../client/api/failure.ts';
import { failureAt, failureText } from '../../client/app/failureText.ts';
import { texts as english } from '../../client/app/locales/en/index.ts';
import { texts as chinese } from '../../client/app/locales/zh/index.ts';
import { savedText } from '../../client/app/savedText.ts';
import type { SavedState } from '../../client/app/session.ts';
import { type ProblemCode, problemCodes } from '../../shared/protocol/problem.ts';

const codes = [
  ...(Object.keys(problemCodes) as ProblemCode[]),
  'unreachable',
  'unexpected',
] as const;

const speakers: TFunction[] = [];
beforeAll(async () => {
  const resources = { zh: { translation: chinese }, en: { translation: english } };
  await i18next.init({ resources, lng: 'zh', interpolation: { escapeValue: false } });
  speakers.push(i18next.getFixedT('zh'), i18next.getFixedT('en'));
});

describe('a refusal', () => {
  it.each(codes)('SHELL-4: %s has a sentence in both languages', (code) => {
    const [zh, en] = speakers.map((t) => failureText(t, new Failure(code)));
    expect(zh).toMatch(/[\u4e00-\u9fff].*[。]$/);
    expect(en).toMatch(/^[A-Z].*\.$/);
  });

  it('SHELL-4: of a field says what that field wants, at that field', () => {
    const failure = toFailure(400, {
      type: 'about:blank',
      title: 'Invalid',
      status: 400,
      code: 'invalid',
      field: 'email',
    });
    expect(failureAt(failure, ['name', 'email'])).toEqual(['email']);
    expect(failureText(speakers[1]!, failure)).toBe(english.problem.field.email);
  });

  it('SHELL-4: of a field that the form does not show is told for the form', () => {
    expect(failureAt(new Failure('invalid', ['sample']), ['name'])).toEqual([]);
  });

  it('SHELL-4: by a gateway whose server is down means that it cannot be reached', () => {
    expect(toFailure(502, '<html>').code).toBe('unreachable');
    expect(toFailure(418, undefined).code).toBe('unexpected');
    expect(toFailure(400, { code: 'toString' }).code).toBe('unexpected');
  });
});

describe('the saved state', () => {
  const states: readonly SavedState[] = [
    { kind: 'saved' },
    { kind: 'readOnly' },
    { kind: 'saving', unsaved: 7 },
    { kind: 'offline', unsaved: 7 },
    { kind: 'notSaved', unsaved: 7 },
    { kind: 'broken', unsaved: 7 },
  ];

  it('SHELL-7: has words of its own for each kind, in both languages', () => {
    for (const t of speakers) {
      const said = states.map((saved) => savedText(t, saved));
      expect(new Set(said.map(({ short }) => short)).size).toBe(states.length);
      expect(new Set(said.map(({ meaning }) => meaning)).size).toBe(states.length);
    }
  });

  it('SHELL-7: says how many changes exist only in this browser', () => {
    for (const t of speakers)
      for (const saved of states)
        if ('unsaved' in saved) expect(savedText(t, saved).meaning).toContain('7');
  });

  it('SHELL-7: speaks of no number where nothing is unsaved', () => {
    for (const t of speakers)
      for (const kind of ['saving', 'offline', 'broken'] as const)
        expect(savedText(t, { kind, unsaved: 0 }).meaning).not.toMatch(/\d|\{/);
  });
});
