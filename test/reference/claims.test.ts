/** docs/claims.md says what the reference results say, and they keep what suite 0.3 was made for. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENT } from '../../tools/claims/main.ts';
import { principalShares } from '../../tools/claims/principal.ts';
import { overallOn, strategiesOn } from '../../tools/claims/scores.ts';
import {
  claimTables,
  completeScores,
  groupMean,
  groupOf,
  IDLE,
  readCompared,
  readEvery,
} from '../../tools/claims/tables.ts';
import { fillTables } from '../../tools/support/tables.ts';

const text = readFileSync(DOCUMENT, 'utf8');
const scores = await readCompared();
const every = await readEvery();

it('has the tables that npm run artefacts -- claims writes', async () => {
  const tables = await claimTables(scores);
  expect(fillTables(text, tables, DOCUMENT)).toBe(text);
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- table: ${name} -->`);
});

describe('standing still', () => {
  const idle = strategiesOn(scores, groupOf(scores, 'drift')).filter((id) => IDLE.includes(id));
  const overall = (strategy: string): number => overallOn(scores, strategy, scores.complete);

  it('is there to be looked at', () => {
    expect(groupOf(scores, 'drift').length).toBeGreaterThanOrEqual(3);
    expect(idle).toEqual(expect.arrayContaining(['freeze', 'gen0-samples']));
  });

  it.each(idle)(
    '%s closes less than half of the gap where the world moves, and lies below fresh data overall',
    (id) => {
      expect(groupMean(scores, id, 'drift')).toBeLessThan(50);
      expect(overall(id)).toBeLessThan(overall('fresh'));
    },
  );

  it('loses on each moving world to a tenth of fresh data', () => {
    for (const benchmark of groupOf(scores, 'drift')) {
      const fresh = scores.scoreOf('fresh', benchmark)?.interval?.[0] ?? Number.NaN;
      for (const id of idle) expect(scores.scoreOf(id, benchmark)?.interval?.[1], id).toBeLessThan(fresh);
    }
  });
});

it('no training at all closes nothing of the gap on text-transformer', () => {
  expect(every.scoreOf('base', 'text-transformer')?.interval?.[1]).toBeLessThanOrEqual(0);
});

it.each([false, true])('strategies (above replace alone: %s) differ in more than one way', (helping) => {
  const { rows, strategies, benchmarks } = completeScores(scores, helping);
  expect(strategies.length).toBeGreaterThanOrEqual(8);
  expect(benchmarks.length).toBeGreaterThanOrEqual(7);
  expect(principalShares(rows, true)[0]).toBeLessThan(0.75);
});

it('every remedy that helps at all differs in more than one way from the others, those that came since among them', () => {
  const { rows, strategies } = completeScores(every, true);
  expect(strategies.length).toBeGreaterThanOrEqual(8);
  expect(principalShares(rows, true)[0]).toBeLessThan(0.75);
});
