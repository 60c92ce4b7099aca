import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { siteLimits } from '#leaderboard/access/site-limits.ts';
import { watchPace } from '#leaderboard/intake/upload-pace.ts';

const SECOND = 1000;
/** 20 kB a second over 30 seconds. */
const LEAST = 20 * 1024 * 30;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Watches an upload that brings so many bytes in each window; the messages of its end, and when it came. */
function watched(windows: readonly number[]): { readonly at: number; readonly message: string } | null {
  let end: { readonly at: number; readonly message: string } | null = null;
  const from = performance.now();
  const pace = watchPace(siteLimits({}), ({ message }: HeirloomError) => {
    end = { at: (performance.now() - from) / SECOND, message };
  });
  for (const bytes of windows) {
    pace.count(bytes);
    vi.advanceTimersByTime(30 * SECOND);
  }
  pace.stop();
  return end;
}

describe('an upload', () => {
  it('may bring nothing in the first window, and has to bring the rate in each that follows', () => {
    expect(watched([0, LEAST, LEAST])).toBeNull();
    expect(watched([10 * LEAST, LEAST - 1])).toEqual({
      at: 60,
      message: expect.stringContaining(`the last 30 seconds brought ${LEAST - 1} bytes`),
    });
  });

  it('may take as long as 100 MB need at that rate, and no longer than the longest time', () => {
    const windows = Math.ceil((100 * 1024 * 1024) / LEAST);
    expect(watched(new Array(windows).fill(LEAST))).toBeNull();
    expect(watched(new Array(200).fill(LEAST))).toEqual({
      at: 90 * 60,
      message: expect.stringContaining('it took longer than 90 minutes'),
    });
  });

  it('is judged when a window is over and not a part of a millisecond before, whenever its timer comes', () => {
    const fail = vi.fn();
    let early = 0;
    const limits = siteLimits({ HEIRLOOM_UPLOAD_MINUTES: '0.001' });
    const pace = watchPace(limits, fail, () => performance.now() - early);
    early = 0.7;
    vi.advanceTimersByTime(60);
    early = 1.4;
    vi.advanceTimersByTime(1);
    expect(fail).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2);
    expect(fail.mock.calls.map(([{ message }]) => message)).toEqual([
      expect.stringContaining('it took longer than 0.001 minutes'),
    ]);
    pace.stop();
  });

  it('is not blamed for the time in which this process did not look', () => {
    for (const [bytes, failures] of [
      [LEAST, 0],
      [LEAST - 1, 1],
    ] as const) {
      let busy = 0;
      const fail = vi.fn();
      const pace = watchPace(siteLimits({}), fail, () => performance.now() + busy);
      vi.advanceTimersByTime(30 * SECOND);
      // The timer comes 10 seconds late, and what has come meanwhile is only handed on after it.
      busy = 10 * SECOND;
      vi.advanceTimersByTime(30 * SECOND);
      expect(fail).not.toHaveBeenCalled();
      pace.count(bytes);
      vi.advanceTimersByTime(10 * SECOND);
      expect(fail).toHaveBeenCalledTimes(failures);
      pace.stop();
    }
  });
});
