/** A server that does not answer is known as that, until it does. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchAnswers } from '#leaderboard/db/answer-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const LIMITS = { waitMs: 1000, awayMs: 100, freshMs: 500 };

it('is asked only where the last answer is old, and by all who wait at once', async () => {
  const ask = vi.fn(async () => 7);
  const watch = watchAnswers(ask, LIMITS);
  await watch.require();
  expect(ask).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(501);
  await Promise.all([watch.require(), watch.require()]);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(await watch.read()).toBe(7);
});

it('is given up after the limit, sooner the next time, and is back with its answer', async () => {
  let answer = (_: number): void => undefined;
  const watch = watchAnswers(() => new Promise<number>((resolve) => (answer = resolve)), LIMITS);
  const outcomes: string[] = [];
  const wait = async (name: string): Promise<void> => {
    await watch.require().then(
      () => outcomes.push(`${name} answered`),
      (error) => outcomes.push(`${name} ${error.code}`),
    );
  };
  await vi.advanceTimersByTimeAsync(501);
  const first = wait('first');
  await vi.advanceTimersByTimeAsync(999);
  expect(outcomes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  const second = wait('second');
  await vi.advanceTimersByTimeAsync(100);
  expect(outcomes).toEqual(['first unavailable', 'second unavailable']);
  answer(1);
  await vi.advanceTimersByTimeAsync(0);
  await wait('third');
  await Promise.all([first, second]);
  expect(outcomes.at(-1)).toBe('third answered');
  expect(vi.mocked(process.stderr.write).mock.calls.map(([line]) => String(line).trimEnd())).toEqual([
    '[heirloom] the database does not answer: nothing within the time limit',
    '[heirloom] the database answers again',
  ]);
});

it('that refuses is away, and an error that is an answer is passed on', async () => {
  const errors: Error[] = [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), new Error('no such table')];
  const watch = watchAnswers(async () => {
    throw errors.shift() ?? new Error('nothing left');
  }, LIMITS);
  await expect(watch.read()).rejects.toMatchObject({ code: 'unavailable' });
  await expect(watch.read()).rejects.toThrow('no such table');
});
