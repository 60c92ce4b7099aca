/**
 * The score over the benchmarks that an entry applies to, where it is not applicable to some: what it does where it can be run.
 * It stands beside the overall score, is on other benchmarks than those of others, and no rank rests on it.
 */
import {
  benchmarkWeights,
  CLIP_HIGH,
  CLIP_LOW,
  CONFIDENCE,
  clipScore,
  compareScored,
  type Interval,
  type OverallRule,
  type ScoredRow,
  studentQuantile,
} from '../scoring/index.ts';

/** How an entry did on one benchmark of its board. */
export interface PartScore {
  readonly id: string;
  readonly state: 'scored' | 'inapplicable' | 'lacking';
  /** Gap closed, in points; null unless scored. */
  readonly value: number | null;
  /** Its 95% interval by the jackknife; null where there is none. */
  readonly interval: Interval | null;
  /** Seeds that it rests on; 0 unless scored. */
  readonly seeds: number;
}

export interface ApplicableScore {
  /** Weighted mean of the clipped scores, in [−100, 110]. */
  readonly value: number;
  /** 95%, within [−100, 110]; null where a benchmark has a single seed. */
  readonly interval: Interval | null;
  /** Benchmarks that it applies to, */
  readonly benchmarks: number;
  /** of how many of the board. */
  readonly of: number;
}

/**
 * The score over those of a board's benchmarks that an entry applies to, weighed as the overall score weighs them. Null where it
 * applies to all, so that the overall score says it, or to none, and where one that it applies to has no score.
 *
 * Benchmarks are independent: with se_k = half the width of the jackknife's interval over its Student quantile, at n_k − 1 degrees of
 * freedom, and u_k = (w_k/Σw)²·se_k² (0 where the score is clipped), the interval is θ ± t·√Σu at the Welch–Satterthwaite degrees of
 * freedom (Σu)²/Σ(u²/(n_k − 1)) (Welch, Biometrika 34, 1947).
 */
export function applicableScore(parts: readonly PartScore[], rule: OverallRule | undefined): ApplicableScore | null {
  const own = parts.filter(({ state }) => state !== 'inapplicable').sort((a, b) => (a.id < b.id ? -1 : 1));
  if (own.length === 0 || own.length === parts.length) return null;
  const values = own.flatMap(({ value }) => (value === null ? [] : [clipScore(value)]));
  if (values.length < own.length) return null;
  const weights = benchmarkWeights(
    own.map(({ id }) => id),
    rule,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const value = values.reduce((sum, score, k) => sum + (weights[k] as number) * score, 0) / total;
  const shares = weights.map((weight) => weight / total);
  return { value, interval: intervalOf(value, own, shares), benchmarks: own.length, of: parts.length };
}

const NO_SCORE = { value: null, interval: null, seeds: 0 } as const;

/** The parts of a scored row, in the order of the board's benchmarks. */
export function partsOf(
  { scores }: Pick<ScoredRow, 'scores'>,
  benchmarks: readonly { readonly id: string }[],
): PartScore[] {
  return benchmarks.map(({ id }) => {
    const score = scores[id];
    if (score?.state === 'scored')
      return { id, state: 'scored', value: score.value, interval: score.interval, seeds: score.perSeed.length };
    return { ...NO_SCORE, id, state: score?.state === 'not-applicable' ? 'inapplicable' : 'lacking' };
  });
}

const TAIL = 1 - (1 - CONFIDENCE) / 2;

function intervalOf(value: number, parts: readonly PartScore[], shares: readonly number[]): Interval | null {
  let variance = 0;
  let spread = 0;
  for (const [k, part] of parts.entries()) {
    if (part.interval === null || part.seeds < 2) return null;
    if (part.value === null || part.value <= CLIP_LOW || part.value >= CLIP_HIGH) continue;
    const df = part.seeds - 1;
    const standardError = (part.interval[1] - part.interval[0]) / 2 / studentQuantile(TAIL, df);
    const weighed = (shares[k] as number) * standardError;
    const own = weighed * weighed;
    variance += own;
    spread += (own * own) / df;
  }
  if (variance === 0) return [value, value];
  const half = studentQuantile(TAIL, (variance * variance) / spread) * Math.sqrt(variance);
  return [Math.max(CLIP_LOW, value - half), Math.min(CLIP_HIGH, value + half)];
}

/** An entry in a list: its overall score, and where that is lacking the one over what it applies to. */
export interface Listed {
  readonly id: string;
  readonly value: number | null;
  /** Left out or null where there is none, or the suite's rules don't ask. */
  readonly applicable?: number | null | undefined;
}

/**
 * The order of a board. Complete entries by score; one that is not applicable to some benchmarks never stands before one that is
 * complete and better than doing nothing, and never, as if it had failed, behind those that are no better: it comes between
 * them, or behind these where it is itself no better on what it applies to. Then those without a score; equal ones by id.
 */
export function compareListed(a: Listed, b: Listed): number {
  const [first, second] = [standOf(a), standOf(b)];
  return first.part - second.part || compareScored({ id: a.id, value: first.score }, { id: b.id, value: second.score });
}

/** The score of `replace`: doing nothing. */
const NOTHING = 0;

function standOf({ value, applicable = null }: Listed): { readonly part: number; readonly score: number | null } {
  if (value !== null) return { part: value > NOTHING ? 0 : 2, score: value };
  if (applicable !== null) return { part: applicable > NOTHING ? 1 : 3, score: applicable };
  return { part: 4, score: null };
}
