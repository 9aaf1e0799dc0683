import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
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
    expect(await checks.check(bytes)).toEqual({
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
        expect(typeof (await checks.check(bytes)).ok).toBe('boolean');
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000 },
    );
    expect(await checks.check(whole)).toMatchObject({ ok: true, rows: 50 });
  }, 60_000);

  it('SEGMENT-6: ends a check that takes too long or too much memory, and starts afresh', async () => {
    checks = createSegmentChecks({ time: 1, heap: 512 });
    expect(await checks.check(segmentOf(8_192))).toEqual({
      ok: false,
      reason: 'it takes too long to read',
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
    expect(await checks.check(wide)).toMatchObject({ ok: false });
    expect(await checks.check(segmentOf(1))).toMatchObject({ ok: true, rows: 1 });
  }, 60_000);

  it('SEGMENT-7: answers checks that were asked for at once, each with its own verdict', async () => {
    checks = createSegmentChecks();
    const verdicts = await Promise.all([1, 2, 3].map((rows) => checks.check(segmentOf(rows))));
    expect(verdicts.map((verdict) => verdict.ok && verdict.rows)).toEqual([1, 2, 3]);
  });
});
