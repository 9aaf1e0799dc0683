import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { checkArrowFrame } from '../../server/workers/arrowFrame.ts';
import { createSegmentChecks, type SegmentChecks } from '../../server/workers/segmentChecks.ts';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';

const rowId = (index: number): string => `01JD${String(index).padStart(22, '0')}`;
const segmentOf = (rows: number): Uint8Array =>
  encodeSegments(
    Array.from({ length: rows }, (_, index) => ({
      id: rowId(index),
      values: { name: `客户 ${index}`, amount: index / 3, isKnown: index % 2 === 0, tags: ['a'] },
    })),
  )[0]!.bytes;

let checks: SegmentChecks;
afterEach(() => checks.close());

describe('the check of segments', () => {
  it('SEGMENT-4: passes what the encoder makes, and tells rows and columns', async () => {
    checks = createSegmentChecks();
    const bytes = Buffer.from(segmentOf(100));
    const whole = bytes.toString('hex');
    expect(await checks.check(bytes, 'ada')).toEqual({
      ok: true,
      rows: 100,
      columns: ['amount', 'isKnown', 'name', 'tags'],
    });
    expect(bytes.toString('hex')).toBe(whole);
  });

  it('SEGMENT-5: survives bytes that were changed anywhere, and goes on checking', async () => {
    checks = createSegmentChecks({ time: 2_000, heap: 256 });
    const whole = segmentOf(50);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        expect(typeof (await checks.check(bytes, 'ada')).ok).toBe('boolean');
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000 },
    );
    expect(await checks.check(whole, 'ada')).toMatchObject({ ok: true, rows: 50 });
  }, 60_000);

  it('SEGMENT-6: ends a check that takes too long or too much memory, and starts afresh', async () => {
    checks = createSegmentChecks({ time: 1, heap: 512 });
    expect(await checks.check(segmentOf(8_192), 'ada')).toEqual({
      ok: false,
      reason: 'it takes too long',
    });
    await checks.close();
    checks = createSegmentChecks({ time: 20_000, heap: 48 });
    const wide = encodeSegments(
      Array.from({ length: 8_192 }, (_, index) => ({
        id: rowId(index),
        values: Object.fromEntries(
          Array.from({ length: 60 }, (__, column) => [`c${column}`, [`${index}`, `${column}`]]),
        ),
      })),
    )[0]!.bytes;
    expect(await checks.check(wide, 'ada')).toMatchObject({ ok: false });
    expect(await checks.check(segmentOf(1), 'ada')).toMatchObject({ ok: true, rows: 1 });
  }, 60_000);

  it('SEGMENT-7: answers checks that were asked for at once, each with its own verdict', async () => {
    checks = createSegmentChecks();
    const verdicts = await Promise.all(
      [1, 2, 3].map((rows) => checks.check(segmentOf(rows), 'ada')),
    );
    expect(verdicts.map((verdict) => verdict.ok && verdict.rows)).toEqual([1, 2, 3]);
  });

  it('LIMIT-6: lets people take turns, however much one of them sends', async () => {
    checks = createSegmentChecks();
    const answered: string[] = [];
    const ask = async (user: string, rows: number): Promise<void> => {
      await checks.check(segmentOf(rows), user);
      answered.push(user);
    };
    const eves = Array.from({ length: 6 }, () => ask('eve', 100));
    await Promise.all([...eves, ask('ada', 1), ask('bo', 1)]);
    expect(answered.slice(0, 4)).toEqual(expect.arrayContaining(['ada', 'bo']));
  });
});

describe('the frame of a segment', () => {
  const wide = encodeSegments([
    { id: rowId(1), values: { a: 'x', b: 1, c: true, d: ['y'], e: { unread: 'z' } } },
    { id: rowId(2), values: {} },
  ])[0]!.bytes;

  it('LIMIT-6: passes what the encoder makes', () => {
    for (const bytes of [segmentOf(1), segmentOf(8_192), wide])
      expect(() => checkArrowFrame(bytes)).not.toThrow();
  });

  it('LIMIT-6: whatever bytes are changed, no length that passes reaches past what is there', () => {
    const whole = segmentOf(50);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          checkArrowFrame(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('LIMIT-6: makes hostile headers cheap to refuse', async () => {
    checks = createSegmentChecks();
    const whole = segmentOf(50);
    await checks.check(whole, 'ada');
    const reasons: unknown[] = [];
    // Bytes of all headers, and of the offsets of row ids behind them.
    for (let at = 0; at < 1_500; at += 5) {
      const bytes = whole.slice();
      bytes[at] = 0xff;
      const verdict = await checks.check(bytes, 'ada');
      if (!verdict.ok) reasons.push(verdict.reason);
    }
    expect(reasons.length).toBeGreaterThan(20);
    expect(reasons).not.toContain('it takes too long');
  }, 60_000);
});
