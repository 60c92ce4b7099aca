/** The quick tier of every benchmark that has a learner of its own. */
import { describe, expect, it } from 'vitest';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { mean } from '#benchmarks/numerics/statistics.ts';
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { denominatorOf } from '#benchmarks/scoring/index.ts';
import { benchmarkName, benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { isReleased } from '#benchmarks/suite/manifests.ts';
import { readResult, resultFiles } from '../../tools/reference/results.ts';
import { seriesOf } from '../../tools/reference/series.ts';
import { isNightly } from '../support/power.ts';
import { runSeeds } from '../support/run-seeds.ts';
import { benchmarksOf } from '../support/strategy-contract.ts';

describe.each(benchmarksOf('js', 'tensors'))('the quick tier of %s', (name) => {
  const { card } = benchmarkNamed(name);

  // A network that its reference results say nothing of trains for minutes.
  it.runIf(isNightly || card.engine === 'js' || isPartOfStandard(card))(
    'tells its controls apart with its own seeds, or no entry would have a score',
    async () => {
      const averages = async (spec: string): Promise<number[]> =>
        (await primaryOf(card, spec)).map((values) => mean(values.slice(1)));
      const denominator = denominatorOf(await averages('replace'), await averages('oracle'));
      expect(denominator.interval).not.toBeNull();
      expect(denominator.separable).toBe(true);
    },
    300_000,
  );
});

/** The tier is not part of a seed's streams: with the same parameters a quick run is where a standard run begins. */
const isPartOfStandard = ({ tiers }: BenchmarkCard): boolean =>
  tiers.quick.params === undefined && tiers.standard.params === undefined;

/** The primary metric of a quick run `[seed][generation]`. */
async function primaryOf(card: BenchmarkCard, spec: string): Promise<number[][]> {
  const { seeds, generations } = card.tiers.quick;
  const record = REFERENCE_SETS.flatMap((set) => resultFiles(spec, set))
    .filter(({ benchmark }) => benchmark === card.id)
    .map(({ file }) => readResult(file).record)
    .find(({ benchmark }) => benchmark.version === card.version);
  if (isPartOfStandard(card) && (record || isReleased(card))) {
    const trajectory = record ? seriesOf(record, card.primary) : [];
    expect(trajectory.length).toBeGreaterThanOrEqual(seeds);
    return trajectory.slice(0, seeds).map((seed) => seed.slice(0, generations + 1));
  }
  const outcomes = await runSeeds(benchmarkName(card), spec, { seeds, generations });
  return outcomes.map(({ metrics }) => metrics[card.primary] as number[]);
}
