/**
 * Whether a model collapses on the output of other models: what the reference results of `mix-sources` give when the evaluated learner
 * trains on its own samples alone, on a mixture, and on those of the others alone.
 */
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { formatSpec, parseSpec } from '#benchmarks/protocol/spec.ts';
import {
  CONFIDENCE,
  type Controls,
  collapseTimes,
  compare,
  type Interval,
  meanEstimate,
  runOutcome,
  scoreRun,
  toScoredRun,
} from '#benchmarks/scoring/index.ts';
import { card as mixSources } from '#benchmarks/strategies/mix-sources/card.ts';
import { otherSources } from '#benchmarks/strategies/mix-sources/index.ts';
import { benchmarkName, benchmarksOf } from '#benchmarks/suite/catalog.ts';
import { keptSpecs, readRecords, TIER } from '../reference/results.ts';

const SET = REFERENCE_SETS[1];
const BUDGETS = ['split', 'full'] as const;
/** Shares of its own samples in what the evaluated learner trains on; `equal` is one part in as many as there are learners. */
const OWN = [0, 'equal', 0.5, 1] as const;

type Own = (typeof OWN)[number];
type Budget = (typeof BUDGETS)[number];

export async function makeWhoseOutput() {
  const { sources } = mixSources.params.parse({});
  const kept = keptSpecs(SET);
  const records = new Map<string, RunRecord>();
  for (const spec of ['replace', 'oracle', ...BUDGETS.flatMap((budget) => OWN.map((own) => specOf(budget, own)))])
    if (kept.includes(spec))
      for (const record of await readRecords(spec, SET)) records.set(`${spec} ${record.benchmark.id}`, record);
  const cards = benchmarksOf(SET.suite).filter((card) =>
    BUDGETS.some((budget) => OWN.some((own) => records.has(`${specOf(budget, own)} ${card.id}`))),
  );
  return {
    command: 'npm run artefacts -- whose-output',
    suite: SET.suite,
    tier: TIER,
    sources,
    benchmarks: cards.map((card) => {
      const recordOf = (spec: string): RunRecord | undefined => records.get(`${spec} ${card.id}`);
      const [replace, oracle] = [recordOf('replace'), recordOf('oracle')];
      if (replace === undefined || oracle === undefined)
        throw new Error(`There is no reference result of the controls on ${card.id}.`);
      const collapsed = (record: RunRecord): number => {
        const times = collapseTimes(record, card.collapse.late);
        return share(times.filter(({ event }) => event).length / times.length);
      };
      const rowOf = (budget: Budget, own: Own) => {
        const record = recordOf(specOf(budget, own));
        if (record === undefined) return [];
        const score = scoreRun(record, { replace, oracle }, card);
        const outcome = runOutcome(record, card.primary);
        return [
          {
            own: own === 'equal' ? share(1 / sources) : own,
            spec: record.strategy.spec,
            score: score.state === 'scored' ? brief(score) : null,
            metric: outcome.state === 'completed' ? brief(meanEstimate(outcome.averages.full, CONFIDENCE)) : null,
            collapsed: collapsed(record),
            digest: record.resultDigest.slice(0, 12),
          },
        ];
      };
      return {
        benchmark: benchmarkName(card),
        id: card.id,
        name: card.name,
        metric: metricOf(card),
        generations: replace.benchmark.generations,
        seeds: replace.seeds.length,
        others: otherSources(sources, card.families).map(({ family }) => family),
        controls: { replace: collapsed(replace), oracle: collapsed(oracle) },
        budgets: BUDGETS.map((budget) => ({
          budget,
          rows: OWN.flatMap((own) => rowOf(budget, own)),
          difference: differenceOf(card, recordOf(specOf(budget, 0)), recordOf(specOf(budget, 1)), { replace, oracle }),
        })).filter(({ rows }) => rows.length > 0),
      };
    }),
  };
}

/** Only the others' output minus only its own, on common seeds; null where one of the two has not been run. */
function differenceOf(
  card: BenchmarkCard,
  others: RunRecord | undefined,
  own: RunRecord | undefined,
  controls: Controls<RunRecord>,
) {
  if (others === undefined || own === undefined) return null;
  const scored = (record: RunRecord) => toScoredRun(record, card);
  const { benchmarks } = compare({
    a: [scored(others)],
    b: [scored(own)],
    controls: [{ replace: scored(controls.replace), oracle: scored(controls.oracle) }],
  });
  const [found] = benchmarks;
  if (found?.state !== 'compared') return null;
  return {
    seeds: found.seeds.length,
    points: found.score && brief(found.score),
    metric: brief(found.metric),
    probability: found.probabilityOfImprovement === null ? null : share(found.probabilityOfImprovement),
  };
}

function metricOf({ metrics, primary }: BenchmarkCard) {
  const found = metrics.find(({ id }) => id === primary);
  if (found === undefined) throw new TypeError(`no metric "${primary}"`);
  return { id: primary, name: found.name, unit: found.unit };
}

const specOf = (budget: Budget, own: Own): string => {
  const { budget: usual, own: equal } = mixSources.params.parse({});
  const settings = [...(budget === usual ? [] : [`budget=${budget}`]), ...(own === equal ? [] : [`own=${own}`])];
  return formatSpec(parseSpec([mixSources.id, settings.join()].filter(Boolean).join(':')));
};

const brief = ({ value, interval }: { readonly value: number; readonly interval: Interval | null }) => ({
  value: digits(value),
  interval: interval && [digits(interval[0]), digits(interval[1])],
});

/** Enough for a page. */
const digits = (value: number): number => Number(value.toPrecision(4));
const share = (value: number): number => Number(value.toFixed(4));
