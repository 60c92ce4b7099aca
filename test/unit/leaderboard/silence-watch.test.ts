/** When a thread counts as silent, by the looks of a watch. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type SilenceWatch, type Watched, watchSilence } from '#leaderboard/db/silence-watch.ts';

const LIMIT_MS = 5000;
let watch: SilenceWatch;
let hasWork: boolean;
let asked: number;
let silent: number[];

beforeEach(() => {
  vi.useFakeTimers();
  hasWork = false;
  asked = 0;
  silent = [];
  const watched: Watched = {
    hasWork: () => hasWork,
    ask: () => {
      asked++;
    },
    limitMs: () => LIMIT_MS,
    onSilent: (ms) => silent.push(ms),
  };
  watch = watchSilence(watched);
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

it('never without work', () => {
  vi.advanceTimersByTime(10 * LIMIT_MS);
  expect([asked, silent, watch.silentMs()]).toEqual([0, [], 0]);
});

it('once, where work has no answer for as long as the limit', () => {
  hasWork = true;
  vi.advanceTimersByTime(LIMIT_MS - 1);
  expect([asked, silent, watch.silentMs() > 0]).toEqual([1, [], true]);
  vi.advanceTimersByTime(10 * LIMIT_MS);
  expect(silent).toEqual([LIMIT_MS]);
});

it('not while anything is heard, which is asked for each time', () => {
  hasWork = true;
  for (let turn = 0; turn < 5; turn++) {
    vi.advanceTimersByTime(LIMIT_MS / 2);
    watch.heard();
  }
  expect([asked, silent]).toEqual([5, []]);
});

it('not after a piece of work that had its answer', () => {
  hasWork = true;
  vi.advanceTimersByTime(LIMIT_MS / 2);
  hasWork = false;
  vi.advanceTimersByTime(LIMIT_MS);
  hasWork = true;
  vi.advanceTimersByTime(LIMIT_MS / 2);
  expect(silent).toEqual([]);
});

it('not by the clock: while this process stood still nobody was silent', () => {
  hasWork = true;
  vi.setSystemTime(Date.now() + 100 * LIMIT_MS);
  vi.advanceTimersToNextTimer();
  expect(silent).toEqual([]);
});
