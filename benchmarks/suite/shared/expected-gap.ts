/** What laws expect of the gap that a run closes, measured by the metric that they speak of. */
import type { Law, LawCurve, LawSetting } from './law.ts';

/** The law that speaks of a run, with what it says. */
export interface ExpectedGap {
  readonly law: Pick<Law, 'id' | 'statement'>;
  /** 100·(1 − (L̄ − L̄(oracle))/(L̄(replace) − L̄(oracle))), L̄ the law's mean over generations 1…G: exact, since it is linear in means. */
  readonly value: number;
}

/**
 * The gap in a metric that a run is expected to close by generation G; null where no law speaks of the run or of `replace`, or
 * where the two controls are expected to be alike.
 */
export function expectedGap(
  laws: readonly Law[],
  { metric, generations }: { readonly metric: string; readonly generations: number },
  run: LawSetting,
): ExpectedGap | null {
  const own = laws.filter((law) => law.metric === metric);
  const control = (id: string): LawSetting => ({ ...run, strategy: [{ id, resolved: {} }] });
  const found = spokenOf(own, run);
  const replace = spokenOf(own, control('replace'));
  if (found === null || replace === null) return null;
  const worst = meanOver(replace.curve, generations);
  // In a world that stands still each generation of the oracle is a first fit; of one that moves its law speaks.
  const oracle = spokenOf(own, control('oracle'));
  const best = oracle === null ? replace.curve(1) : meanOver(oracle.curve, generations);
  if (Math.abs(worst - best) <= ALIKE * Math.abs(best)) return null;
  return { law: found.law, value: 100 * (1 - (meanOver(found.curve, generations) - best) / (worst - best)) };
}

/** Relative to the oracle's: what is left of rounding where a law says the same of both controls. */
const ALIKE = 1e-9;

function spokenOf(laws: readonly Law[], run: LawSetting): { readonly law: Law; readonly curve: LawCurve } | null {
  for (const law of laws) {
    const curve = law.curve(run);
    if (curve !== null) return { law, curve };
  }
  return null;
}

/** Over generations 1…G, which are fits 2…G + 1. */
function meanOver(curve: LawCurve, generations: number): number {
  let sum = 0;
  for (let generation = 1; generation <= generations; generation++) sum += curve(generation + 1);
  return sum / generations;
}
