/** Of many things, what fails alone fails alone. */
import { describe, expect, it } from 'vitest';
import { settleEach, settleTogether } from '#leaderboard/host/settle-each.ts';

const broken = new Error('broken');

describe('settleEach', () => {
  it('does what comes after a failure', async () => {
    const done: number[] = [];
    const failures = await settleEach([1, 2, 3], async (item) => {
      if (item === 2) throw broken;
      done.push(item);
    });
    expect(done).toEqual([1, 3]);
    expect(failures).toEqual([{ item: 2, error: broken }]);
  });
});

describe('settleTogether', () => {
  it('does all at once where nothing fails', async () => {
    const calls: (readonly number[])[] = [];
    expect(await settleTogether([1, 2, 3], async (items) => calls.push(items))).toEqual([]);
    expect(calls).toEqual([[1, 2, 3]]);
  });

  it('does everything but what fails alone', async () => {
    const done: number[] = [];
    const items = Array.from({ length: 100 }, (_, i) => i);
    const failures = await settleTogether(items, async (batch) => {
      if (batch.includes(17) || batch.includes(99)) throw broken;
      done.push(...batch);
    });
    expect(failures.map(({ item }) => item)).toEqual([17, 99]);
    expect(done).toEqual(items.filter((item) => item !== 17 && item !== 99));
  });
});
