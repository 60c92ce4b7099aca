/** Baselines that keep what they begin with: whether an entry beats them is the least that it is asked. */
import type { Difference } from '../scoring/index.ts';
import type { RankRules } from '../suite/suites/manifest.ts';
import type { Assigned } from './roles.ts';

/** `beats` or `loses`: the 95% interval of the paired difference lies above, below 0. `even`: it holds 0. `unknown`: there is none. */
export type IdleVerdict = 'beats' | 'even' | 'loses' | 'unknown';

/** An entry beside one idle baseline of its board. */
export interface IdleStanding {
  readonly baseline: string;
  readonly verdict: IdleVerdict;
  /** Overall score minus the baseline's, in points; null where one of them has none or they rest on other controls. */
  readonly difference: Difference | null;
}

type Listed = Pick<Assigned, 'role' | 'sameAs'> & { readonly spec: string };

/** Whether an entry is an idle baseline of its board: the site's own run of one, and no other name for it. */
export function isIdle({ role, sameAs, spec }: Listed, { idle = [] }: Pick<RankRules, 'idle'>): boolean {
  return role === 'baseline' && sameAs === null && idle.includes(spec);
}

/** The idle baselines of a board, in the order of the rules; those that nobody has run are not there. */
export function idleBaselines<Entry extends Listed>(
  entries: readonly Entry[],
  rules: Pick<RankRules, 'idle'>,
): readonly Entry[] {
  const found = entries.filter((entry) => isIdle(entry, rules));
  return (rules.idle ?? []).flatMap((spec) => found.find((entry) => entry.spec === spec) ?? []);
}

/** What a difference of overall scores says. */
export function idleStanding(baseline: string, difference: Difference | null): IdleStanding {
  const interval = difference?.interval ?? null;
  const verdict = interval === null ? 'unknown' : interval[0] > 0 ? 'beats' : interval[1] < 0 ? 'loses' : 'even';
  return { baseline, verdict, difference };
}
