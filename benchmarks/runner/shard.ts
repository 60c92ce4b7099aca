/** Part of a plan for one of several jobs: benchmark × strategy × seed, cut so that all parts take about as long. */
import { HeirloomError } from '../protocol/errors.ts';
import { expectedMs } from './expected-cost.ts';
import type { Plan, RunPlan } from './plan.ts';

export const MAX_SHARDS = 10_000;

/** Which part, from 1 to `count`. */
export interface ShardOf {
  readonly index: number;
  readonly count: number;
}

/** Parses `2/4`. @throws usage */
export function parseShard(text: string): ShardOf {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count || count > MAX_SHARDS) {
    throw new HeirloomError(
      'usage',
      `Received --shard ${text}; expected i/n, the part and the number of parts, such as 2/4: i from 1 to n, n at most ${MAX_SHARDS}.`,
    );
  }
  return { index, count };
}

/**
 * The seeds that fall to a part. Ordered by benchmark, seed and strategy, they are cut where the expected work is even, so that
 * parts differ by at most about one seed's work and strategies of one seed mostly share its generation 0. The same plan is cut
 * the same way on every machine; a part may be empty where there are few seeds.
 */
export function shardPlan(plan: Plan, shard: ShardOf): Plan {
  const cells = plan.runs.flatMap((run, at) => run.seeds.map((seed) => ({ run, at, seed, ms: expectedMs(run) })));
  const benchmarks = [...new Set(plan.runs.map(({ benchmark }) => benchmark.id))];
  const placeOf = ({ benchmark }: RunPlan) => benchmarks.indexOf(benchmark.id);
  cells.sort((a, b) => placeOf(a.run) - placeOf(b.run) || a.seed - b.seed || a.at - b.at);
  const total = cells.reduce((sum, { ms }) => sum + ms, 0);
  const own = new Map<RunPlan, number[]>();
  let before = 0;
  for (const { run, seed, ms } of cells) {
    const part = Math.floor(((before + ms / 2) / total) * shard.count) + 1;
    if (part === shard.index) own.set(run, [...(own.get(run) ?? []), seed]);
    before += ms;
  }
  const runs = plan.runs.flatMap((run) => {
    const seeds = own.get(run);
    if (seeds === undefined) return [];
    return [seeds.length === run.seeds.length ? run : { ...run, seeds, official: false }];
  });
  return { ...plan, runs, shard: { ...shard, whole: plan.runs } };
}

/** A run of the whole plan of which a shard has some seeds; the run itself where there are no shards. */
export function wholeOf({ shard }: Plan, run: RunPlan): RunPlan {
  const same = (other: RunPlan) => other.benchmark.id === run.benchmark.id && other.strategy.spec === run.strategy.spec;
  return shard?.whole.find(same) ?? run;
}
