/** What the checker knows of honest records is what the benchmarks give (else: npm run artefacts -- known-numbers). */
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { isLater } from '#benchmarks/protocol/metric.ts';
import { BENCHMARKS, benchmarkName } from '#benchmarks/suite/catalog.ts';
import { knownGeneration0, knownTruth } from '#benchmarks/suite/known.ts';
import { isReleased } from '#benchmarks/suite/manifests.ts';
import generation0 from '../../benchmarks/suite/known-generation-0.json' with { type: 'json' };
import truths from '../../benchmarks/suite/known-truth.json' with { type: 'json' };
import { makeGeneration0, makeTruths, plannedGeneration0 } from '../../tools/known-numbers/make.ts';
import { keptBundles, readRecords } from '../../tools/reference/results.ts';

/** What nobody's machine has to have has no known numbers. */
const CARDS = BENCHMARKS.map(({ card }) => card).filter(({ engine }) => engine !== 'outside');

describe.each(CARDS)('$id@$version', (card) => {
  const name = benchmarkName(card);
  const of = <Entry extends { readonly benchmark: string }>(entries: readonly Entry[]): Entry[] =>
    entries.filter(({ benchmark }) => benchmark === `${card.id}@${card.version}`);

  it('has the truth that is known, at every tier', async () => {
    const made = await makeTruths([name]);
    for (const { params, truth } of made) expect(knownTruth(card, params)).toEqual(truth);
    if (isReleased(card)) expect(of(truths)).toHaveLength(made.length);
  });

  it.runIf(isReleased(card))('gives the generation 0 that is known, in its first seeds and its last', async () => {
    const known = of<(typeof generation0)[number]>(generation0);
    const plans = plannedGeneration0([name]);
    const later = card.metrics.filter(isLater).map((metric) => metric.id);
    expect(plans).toHaveLength(known.length);
    for (const plan of plans) {
      const entry = known.find(({ params }) => canonicalJson(params) === canonicalJson(plan.benchmark.params));
      const chosen = [...new Set([1, plan.seeds.length])];
      const made = await makeGeneration0(plan, chosen);
      for (const [metric, values] of Object.entries(made.metrics)) {
        if (later.includes(metric) && !(metric in (entry?.metrics ?? {}))) continue;
        const all = (entry?.metrics as Record<string, (number | null)[]> | undefined)?.[metric] ?? [];
        expect(all).toHaveLength(plan.seeds.length);
        expect(chosen.map((seed) => all[seed - 1])).toEqual(values);
      }
    }
  });
});

it('is generation 0 of every reference result', async () => {
  for (const { spec, set } of keptBundles()) {
    for (const record of await readRecords(spec, set)) {
      const known = knownGeneration0(record);
      for (const [metric, rows] of Object.entries(record.trajectories as Record<string, (number | null)[][]>)) {
        expect(
          rows.map(([first]) => first),
          `${spec} on ${record.benchmark.id}: ${metric}`,
        ).toEqual(known?.[metric]);
      }
    }
  }
});
