/** Bundles of one process have copies of a module each: an error of one is told as what it is by another. */
import { expect, it, vi } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { problemResponse } from '../../../app/api/endpoint.ts';

it('an error that another copy threw has its own status, words and headers', async () => {
  vi.resetModules();
  const { BoundedQueue } = await import('#leaderboard/host/bounded-queue.ts');
  const other = await import('#benchmarks/protocol/errors.ts');
  expect(other.HeirloomError).not.toBe(HeirloomError);
  const queue = new BoundedQueue({ width: 0, waiting: 0, what: 'questions', retrySeconds: 7 });
  const thrown: unknown = await queue.run(async () => undefined).catch((error: unknown) => error);
  expect(Object.getPrototypeOf(thrown)).toBe(other.HeirloomError.prototype);
  expect(thrown).toBeInstanceOf(HeirloomError);
  const response = problemResponse(thrown);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
  expect(await response.json()).toMatchObject({ code: 'busy', detail: expect.stringContaining('questions') });
});

it('what only looks like one is none', () => {
  for (const value of [new Error('x'), { code: 'busy', message: 'x' }, null, 'busy'])
    expect(value instanceof HeirloomError).toBe(false);
});
