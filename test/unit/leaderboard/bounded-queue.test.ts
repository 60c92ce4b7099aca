/** Queues of jobs in real worker threads, which wait at gates. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { BoundedQueue } from '#leaderboard/host/bounded-queue.ts';
import { LimitedPool } from '#leaderboard/host/limited-pool.ts';
import { SharedWork } from '#leaderboard/host/shared-work.ts';

const LIMIT = { limitMs: 100_000, what: 'The job', remedy: '' };

const pools: LimitedPool[] = [];
let pool: LimitedPool;
const openPool = (threads: number): LimitedPool => {
  const open = new LimitedPool(path.resolve('test/support/jobs.mjs'), threads);
  pools.push(open);
  return open;
};
beforeEach(() => {
  pool = openPool(1);
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((open) => open.close()));
});

const queue = (width: number, waiting: number) =>
  new BoundedQueue({ width, waiting, what: 'comparisons', retrySeconds: 7 });

/** A job that waits until its gate is opened, and how often such a job was begun. */
function gated(own: LimitedPool = pool) {
  const gate = new Int32Array(new SharedArrayBuffer(8));
  return {
    job: () => own.run<number>('counted', gate, LIMIT),
    calls: () => Atomics.load(gate, 1),
    open: () => {
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
    },
  };
}
const twice = (x: number) => () => pool.run<number>('twice', x, LIMIT);
const reasonOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => null).catch((error) => error);

it('has no room where as many are expected as it takes, though they have not come', async () => {
  const jobs = queue(1, 2);
  jobs.requireRoom(2);
  expect(() => jobs.requireRoom(3)).toThrow(/^Too many .* at once: 1 is being worked on and 2 wait/);
  expect(jobs.state).toEqual({ running: 0, waiting: 0, begun: 0, refused: 1 });
});

describe('a bounded queue', () => {
  it('refuses what is beyond its bound, saying what is full and when to try again; the rest is done in its order', async () => {
    const jobs = queue(1, 2);
    const first = gated();
    const order: number[] = [];
    const running = jobs.run(first.job);
    const waiting = [1, 2].map((x) => jobs.run(twice(x)).then((result) => order.push(result)));
    const refused = await reasonOf(jobs.run(twice(3)));
    expect(refused).toBeInstanceOf(HeirloomError);
    expect(refused).toMatchObject({
      code: 'busy',
      message:
        'Too many comparisons at once: 1 is being worked on and 2 wait, the most that may. Nothing was stored. Try again in 7 seconds.',
      context: { retryAfter: 7 },
    });
    expect(() => jobs.requireRoom()).toThrow(/Too many comparisons/);
    expect(jobs.state).toEqual({ running: 1, waiting: 2, begun: 1, refused: 2 });
    first.open();
    await Promise.all([running, ...waiting]);
    expect(order).toEqual([2, 4]);
    expect(jobs.state).toMatchObject({ running: 0, waiting: 0, begun: 3 });
    expect(await jobs.run(twice(5))).toBe(10);
  });

  it('runs as many at once as it is wide', async () => {
    const own = openPool(2);
    const jobs = queue(2, 0);
    const gates = [gated(own), gated(own)];
    const running = gates.map(({ job }) => jobs.run(job));
    expect(await reasonOf(jobs.run(gated(own).job))).toMatchObject({ code: 'busy' });
    for (const { open } of gates) open();
    expect(await Promise.all(running)).toEqual([1, 1]);
  });

  it('lets a job go whose client has gone: it is never begun, and its place is free', async () => {
    const jobs = queue(1, 1);
    const first = gated();
    const left = gated();
    const running = jobs.run(first.job);
    const client = new AbortController();
    const waiting = reasonOf(jobs.run(left.job, client.signal));
    client.abort();
    expect(await waiting).toMatchObject({ code: 'interrupted' });
    const next = jobs.run(twice(4));
    first.open();
    expect([await running, await next]).toEqual([1, 8]);
    expect(left.calls()).toBe(0);
    expect(await reasonOf(jobs.run(left.job, client.signal))).toMatchObject({ code: 'interrupted' });
    expect(jobs.state).toMatchObject({ running: 0, waiting: 0, begun: 2 });
  });

  it('goes on after a job that fails, and after one whose client goes while it runs', async () => {
    const jobs = queue(1, 2);
    const running = gated();
    const client = new AbortController();
    const done = jobs.run(running.job, client.signal);
    const failing = reasonOf(jobs.run(() => pool.run('held', null, LIMIT)));
    const last = jobs.run(twice(2));
    client.abort();
    running.open();
    expect(await done).toBe(1);
    expect(await failing).toBeInstanceOf(TypeError);
    expect(await last).toBe(4);
  });

  it('that is full keeps no other queue waiting', async () => {
    const other = openPool(1);
    const [flooded, free] = [queue(1, 10), queue(1, 10)];
    const flood = Array.from({ length: 11 }, () => gated());
    const all = flood.map(({ job }) => flooded.run(job));
    expect(await free.run(() => other.run('twice', 21, LIMIT))).toBe(42);
    expect(flooded.state).toMatchObject({ running: 1, waiting: 10 });
    for (const { open } of flood) open();
    await Promise.all(all);
  });
});

describe('work that several ask for at once', () => {
  it('is done once, and all get its result; the next one asks anew', async () => {
    const shared = new SharedWork<number>();
    const work = gated();
    const all = Array.from({ length: 20 }, () => shared.share('a', work.job));
    work.open();
    expect(await Promise.all(all)).toEqual(Array(20).fill(1));
    expect(work.calls()).toBe(1);
    expect(await shared.share('a', work.job)).toBe(2);
  });

  it('of different keys is different work, and a failure is everybody’s', async () => {
    const shared = new SharedWork<number>();
    expect(await Promise.all([shared.share('a', twice(1)), shared.share('b', twice(2))])).toEqual([2, 4]);
    const failing = () => pool.run<number>('held', null, LIMIT);
    const reasons = await Promise.all([1, 2].map(() => reasonOf(shared.share('c', failing))));
    expect(reasons).toEqual([expect.any(TypeError), expect.any(TypeError)]);
    expect(await shared.share('c', twice(3))).toBe(6);
  });

  it('goes on while anybody waits for it, and leaves its queue when the last one has gone', async () => {
    const shared = new SharedWork<number>();
    const jobs = queue(1, 5);
    const first = gated();
    const running = jobs.run(first.job);
    const wanted = gated();
    const make = (stop: AbortSignal): Promise<number> => jobs.run(wanted.job, stop);
    const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()];
    const asked = [one, two].map(({ signal }) => reasonOf(shared.share('a', make, signal)));
    one.abort();
    expect(await asked[0]).toMatchObject({ code: 'interrupted' });
    expect(jobs.state.waiting).toBe(1);
    two.abort();
    expect(jobs.state.waiting).toBe(0);
    // In the very moment in which the last one goes another one comes.
    const late = shared.share('a', make, three.signal);
    expect(await asked[1]).toMatchObject({ code: 'interrupted' });
    first.open();
    await running;
    wanted.open();
    expect(await late).toBe(1);
    expect(wanted.calls()).toBe(1);
  });
});
