/** What strangers report is listed; it decides neither which tier pages show nor who speaks for a strategy or a family. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getBenchmark } from '#leaderboard/benchmarks/page.ts';
import { findLeadingTier } from '#leaderboard/boards/leading-tier.ts';
import { listChoosable } from '#leaderboard/comparisons/choosable.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { listStrategies } from '#leaderboard/strategies/page.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { referenceBundle } from '../support/reference.ts';

/** Two are enough: neither the counts nor the families ask for more, and they are quick to run. */
const BENCHMARKS = ['gaussian', 'word-frequencies'];

let api: Api;
const ids: Record<string, string> = {};

async function send(name: string, body: Uint8Array, token = api.adminToken): Promise<void> {
  const { status, body: answer } = await api.submit(body, { token });
  expect(status, JSON.stringify(answer).slice(0, 500)).toBe(201);
  ids[name] = answer.id;
}

beforeAll(async () => {
  api = await openApi();
  const { body } = await api.postJson('/api/v1/tokens', { label: 'a stranger' }, api.adminToken);
  for (const strategy of ['replace', 'oracle', 'temperature']) await send(strategy, referenceBundle(strategy));
  // More than the owner has, at another tier, and better.
  for (const [index, spec] of ['temperature', 'retain', 'freeze', 'accumulate'].entries()) {
    const bundle = await fabricateBundle({
      spec,
      tier: 'quick',
      benchmarks: BENCHMARKS,
      quality: 90 + index,
      author: `Stranger ${index}`,
    });
    await send(`stranger ${index}`, packed(bundle), body.token);
  }
  await scoringDone();
}, 300_000);
afterAll(() => api?.close());

describe('four reported entries at the quick tier, and one of the owner’s at the standard tier', () => {
  test('leave every page at the standard tier', async () => {
    const { prisma } = api.database;
    for (const suite of ['0.1', '0.2'])
      expect((await api.get(`/api/v1/leaderboard?suite=${suite}`)).body.tier, suite).toBe('standard');
    expect(await findLeadingTier(prisma, { suite: '0.2', group: 'all' })).toBe('standard');
    for (const benchmark of BENCHMARKS)
      expect(await findLeadingTier(prisma, { suite: '0.2', group: 'all' }, benchmark), benchmark).toBe('standard');
  });

  test('are counted and listed where they are asked for', async () => {
    const { body } = await api.get('/api/v1/leaderboard?suite=0.1&tier=quick');
    expect(body.total).toBe(4);
    expect(body.tiers.find(({ value }: { value: string }) => value === 'quick').count).toBe(4);
  });

  test('speak for no strategy', async () => {
    const best = (await listStrategies(api.database, 'quick')).filter((strategy) => strategy.best !== null);
    expect(best).toEqual([]);
    const standard = await listStrategies(api.database, 'standard');
    expect(standard.find(({ id }) => id === 'temperature')?.best?.id).toBe(ids.temperature);
  });
});

describe('a reported entry of a family that the owner has, with a better score', () => {
  beforeAll(async () => {
    const { body } = await api.postJson('/api/v1/tokens', { label: 'another stranger' }, api.adminToken);
    for (const [spec, quality] of [['replace', 0] as const, ['oracle', 100] as const]) {
      const control = await fabricateBundle({ spec, tier: 'quick', benchmarks: BENCHMARKS, quality });
      await send(`quick ${spec}`, packed(control));
    }
    const own = { spec: 'temperature:value=1.1', tier: 'quick', benchmarks: BENCHMARKS, quality: 50 } as const;
    await send('own', packed(await fabricateBundle(own)));
    const better = { ...own, spec: 'temperature:value=1.2', quality: 95, author: 'Another Stranger' };
    await send('better', packed(await fabricateBundle(better)), body.token);
    await scoringDone();
  }, 300_000);

  test('does not take its place in choosers and charts', async () => {
    const choosable = (await listChoosable(api.database)).filter(({ tier }) => tier === 'quick');
    expect(choosable.filter(({ spec }) => spec.startsWith('temperature')).map(({ id }) => id)).toEqual([ids.own]);
    const page = await getBenchmark(api.database, { id: 'gaussian', tier: 'quick' });
    expect(page?.lines.filter(({ family }) => family === 'temperature').map(({ id }) => id)).toEqual([ids.own]);
    expect(page?.best.map(({ id }) => id)).toContain(ids.better);
  });
});
