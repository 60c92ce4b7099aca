/** The numbers of /whose-output (tools/whose-output makes them), and what follows from their intervals by rule. */
import stored from './whose-output.json' with { type: 'json' };

/** A number with its 95% interval; null with one seed. */
export interface Measured {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

export type Budget = 'split' | 'full';

export interface SharesOfOwn {
  /** Whether the learners share one training budget or have one each. */
  readonly budget: Budget;
  readonly rows: readonly {
    /** Share of its own samples in what the evaluated learner trains on, in [0, 1]. */
    readonly own: number;
    readonly spec: string;
    /** Gap closed, in points; null without. */
    readonly score: Measured | null;
    /** The main metric, mean over generations 1…G; lower is better. */
    readonly metric: Measured | null;
    /** Share of seeds past the bound of late collapse, in [0, 1]. */
    readonly collapsed: number;
    readonly digest: string;
  }[];
  /** The others' output alone minus its own alone, on common seeds; null where one of them has not been run. */
  readonly difference: {
    readonly seeds: number;
    readonly points: Measured | null;
    readonly metric: Measured;
    readonly probability: number | null;
  } | null;
}

export interface WhoseBenchmark {
  /** `gmm-2d@2`, as commands take it. */
  readonly benchmark: string;
  readonly id: string;
  readonly name: string;
  readonly metric: { readonly id: string; readonly name: string; readonly unit: string };
  readonly generations: number;
  readonly seeds: number;
  /** Families of the other learners; null is the evaluated one's own. */
  readonly others: readonly (string | null)[];
  readonly controls: { readonly replace: number; readonly oracle: number };
  readonly budgets: readonly SharesOfOwn[];
}

export const WHOSE_OUTPUT = stored as unknown as {
  readonly command: string;
  readonly suite: string;
  readonly tier: string;
  /** Learners in all. */
  readonly sources: number;
  readonly benchmarks: readonly WhoseBenchmark[];
};

/** Whether learners of other families are among the others. */
export const hasOtherFamilies = ({ others }: WhoseBenchmark): boolean => others.some((family) => family !== null);

export const budgetOf = ({ budgets }: WhoseBenchmark, budget: Budget): SharesOfOwn | undefined =>
  budgets.find((one) => one.budget === budget);

export interface Findings {
  /** Who loses less on the others' output than on its own, by the interval of the difference. */
  readonly less: readonly WhoseBenchmark[];
  readonly more: readonly WhoseBenchmark[];
  readonly open: readonly WhoseBenchmark[];
}

/** What the intervals say at a budget; what has not been run is in no list. */
export function findingsOf(benchmarks: readonly WhoseBenchmark[], budget: Budget): Findings {
  const side = (benchmark: WhoseBenchmark): keyof Findings | null => {
    const points = budgetOf(benchmark, budget)?.difference?.points;
    if (!points) return null;
    if (points.interval === null) return 'open';
    const [low, high] = points.interval;
    if (low > 0) return 'less';
    return high < 0 ? 'more' : 'open';
  };
  const on = (name: keyof Findings) => benchmarks.filter((benchmark) => side(benchmark) === name);
  return { less: on('less'), more: on('more'), open: on('open') };
}

/** Where the others' output alone leaves the learner behind the oracle: the interval of its score ends below 100. */
export function behindOracle(benchmarks: readonly WhoseBenchmark[], budget: Budget): readonly WhoseBenchmark[] {
  return benchmarks.filter((benchmark) => {
    const score = budgetOf(benchmark, budget)?.rows.find(({ own }) => own === 0)?.score;
    return score?.interval ? score.interval[1] < 100 : false;
  });
}

/** Of which both ends, no sample of its own and nothing else, have been run at a budget. */
export const ranBothEnds = (benchmarks: readonly WhoseBenchmark[], budget: Budget): readonly WhoseBenchmark[] =>
  benchmarks.filter((benchmark) => budgetOf(benchmark, budget)?.difference != null);
