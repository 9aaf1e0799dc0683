import { describe, expect, it } from 'vitest';
import { Failure } from '../../client/api/failure.ts';
import { withRetries } from '../../client/api/retries.ts';

/** A server that is away for the first `times` tries. */
const awayFor = (times: number, failure = new Failure('unreachable')) => {
  const tries = { count: 0 };
  const attempt = async () => {
    tries.count += 1;
    if (tries.count <= times) throw failure;
    return 'answer';
  };
  return { attempt, tries };
};

describe('a request', () => {
  it('SHELL-3: is tried again while the server cannot be reached', async () => {
    const { attempt, tries } = awayFor(2);
    await expect(withRetries([1, 1], undefined, attempt)).resolves.toBe('answer');
    expect(tries.count).toBe(3);
  });

  it('SHELL-3: is given up after the last try', async () => {
    const { attempt, tries } = awayFor(9);
    await expect(withRetries([1, 1], undefined, attempt)).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(tries.count).toBe(3);
  });

  it('SHELL-3: that was answered with a refusal is not tried again', async () => {
    const { attempt, tries } = awayFor(1, new Failure('forbidden'));
    await expect(withRetries([1, 1], undefined, attempt)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(tries.count).toBe(1);
  });

  it('SHELL-3: that nobody waits for any more is not tried again', async () => {
    const stop = new AbortController();
    const { attempt, tries } = awayFor(9);
    const asked = withRetries([60_000], stop.signal, attempt);
    stop.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
    expect(tries.count).toBe(1);
  });
});
