/** What keeps what it began with doesn't win where the world moves: each moving world, and their group. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { scoreRun } from '#benchmarks/scoring/index.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { suiteEntries } from '#benchmarks/suite/manifests.ts';
import { requireRun } from '../../support/bundles.ts';

const IDLE = ['freeze', 'gen0-samples'];
/** Learns from a tenth of fresh data. */
const LEARNS = 'fresh:share=0.1';
/** What is computed here in plain JavaScript, at the quick tier. */
const MOVING = suiteEntries('0.3')
  .filter(({ group }) => group === 'drift')
  .map(({ id, protocol }) => requireBenchmark({ id, version: protocol }).card)
  .filter(({ engine }) => engine === 'js');

const scores = new Map<string, { readonly value: number; readonly high: number }>();

async function score(id: string, spec: string, controls: { replace: RunRecord; oracle: RunRecord }) {
  const { record } = await requireRun(id, spec, { tier: 'quick' });
  const found = scoreRun(record, controls, requireBenchmark(record.benchmark).card);
  if (found.state !== 'scored') throw new Error(`${spec} on ${id}: ${found.state}`);
  return { value: found.value, high: found.interval?.[1] ?? Number.POSITIVE_INFINITY };
}

beforeAll(async () => {
  for (const { id } of MOVING) {
    const [replace, oracle] = await Promise.all(
      ['replace', 'oracle'].map(async (spec) => (await requireRun(id, spec, { tier: 'quick' })).record),
    );
    const controls = { replace: replace as RunRecord, oracle: oracle as RunRecord };
    for (const spec of [...IDLE, LEARNS]) scores.set(`${id} ${spec}`, await score(id, spec, controls));
  }
});

const scoreOf = (id: string, spec: string) => scores.get(`${id} ${spec}`) as { value: number; high: number };

it('there are moving worlds', () => expect(MOVING.map(({ id }) => id)).toContain('gaussian-drift'));

describe.each(MOVING.map(({ id }) => id))('%s', (id) => {
  it.each(IDLE)('%s scores below 50 with its whole interval, and below a tenth of fresh data', (spec) => {
    expect(scoreOf(id, spec).high).toBeLessThan(50);
    expect(scoreOf(id, spec).value).toBeLessThan(scoreOf(id, LEARNS).value);
  });
});
