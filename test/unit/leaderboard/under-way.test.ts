/** Work that lets others go first: until they are done, or until it has waited long enough. */
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { UnderWay } from '#leaderboard/host/under-way.ts';

/** Work that ends when it is told to. */
function held() {
  let end = (): void => undefined;
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, work: () => work };
}

const never = new AbortController().signal;

describe('who waits', () => {
  it('goes on at once where nothing is under way', async () => {
    await new UnderWay().none(never);
  });

  it('waits for the last of those that overlap, whatever comes of them', async () => {
    const underWay = new UnderWay();
    const [first, second] = [held(), held()];
    const order: string[] = [];
    const one = underWay.during(first.work).then(() => order.push('first'));
    const two = underWay
      .during(async () => {
        await second.work();
        throw new Error('refused');
      })
      .catch(() => order.push('second'));
    expect(underWay.count).toBe(2);
    const waiter = underWay.none(never).then(() => order.push('waiter'));
    first.end();
    await one;
    expect([order, underWay.count]).toEqual([['first'], 1]);
    second.end();
    await Promise.all([two, waiter]);
    expect([...order].sort()).toEqual(['first', 'second', 'waiter']);
    expect(underWay.count).toBe(0);
  });

  it('goes on while something is under way where it is told to', async () => {
    const underWay = new UnderWay();
    const upload = held();
    const running = underWay.during(upload.work);
    const patience = new AbortController();
    const waiter = underWay.none(patience.signal);
    patience.abort();
    await waiter;
    await underWay.none(patience.signal);
    expect(underWay.count).toBe(1);
    upload.end();
    await running;
  });

  it('leaves nothing behind with a signal that many share', async () => {
    const underWay = new UnderWay();
    const patience = new AbortController();
    for (let round = 0; round < 20; round++) {
      const upload = held();
      const running = underWay.during(upload.work);
      const waiter = underWay.none(patience.signal);
      upload.end();
      await Promise.all([running, waiter]);
    }
    expect(getEventListeners(patience.signal, 'abort')).toEqual([]);
  });
});
