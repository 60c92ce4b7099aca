import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { checkLimit } from '#leaderboard/host/job-limits.ts';
import { LimitedPool } from '#leaderboard/host/limited-pool.ts';

let pool: LimitedPool;
beforeEach(() => {
  pool = new LimitedPool(path.resolve('test/support/jobs.mjs'), 1);
});
afterEach(async () => {
  vi.useRealTimers();
  await pool.close();
});

const limit = (limitMs: number) => ({ limitMs, what: 'The job', remedy: 'Nothing was stored. Send less.' });
const AMPLE_MS = 100_000;

describe('a job of the pool', () => {
  it('that exceeds its limit is ended with a message, and the next one runs', async () => {
    const endless = pool.run('endless', null, limit(150));
    const next = pool.run('twice', 21, limit(AMPLE_MS));
    const error: unknown = await endless.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HeirloomError);
    expect(error).toMatchObject({
      code: 'timed-out',
      message: 'The job took longer than 0.15 seconds and was stopped. Nothing was stored. Send less.',
    });
    expect(await next).toBe(42);
    expect(await pool.run('twice', 4, limit(AMPLE_MS))).toBe(8);
  });

  it('has its own time: what it waits for a thread does not count', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const first = pool.run('held', gate, limit(AMPLE_MS));
    const second = pool.run('twice', 21, limit(1000));
    await vi.advanceTimersByTimeAsync(50_000);
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
    await first;
    expect(await second).toBe(42);
  });

  it('that throws frees its thread', async () => {
    await expect(pool.run('held', null, limit(AMPLE_MS))).rejects.toThrow(TypeError);
    expect(await pool.run('twice', 21, limit(AMPLE_MS))).toBe(42);
  });
});

describe('HEIRLOOM_CHECK_SECONDS', () => {
  it.each([
    [undefined, 120_000],
    ['', 120_000],
    [' 0.5 ', 500],
    ['600', 600_000],
  ])('%j', (text, limitMs) => {
    expect(checkLimit(text === undefined ? {} : { HEIRLOOM_CHECK_SECONDS: text })).toMatchObject({ limitMs });
  });

  it.each(['0', '-1', 'soon', '1e9', 'NaN', 'Infinity'])('%j is refused', (text) => {
    expect(() => checkLimit({ HEIRLOOM_CHECK_SECONDS: text })).toThrow(
      `HEIRLOOM_CHECK_SECONDS is "${text}"; expected seconds`,
    );
  });
});
