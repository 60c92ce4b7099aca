/** The report for programs. */
import { lackingControls, originsOf } from './notes.ts';
import type { Report } from './score.ts';

export function reportJson(report: Report): object {
  const { suite, overall, tier, board, comparison, strategies } = report;
  return {
    suite,
    /** How the overall score weighs groups of benchmarks; null where every benchmark weighs the same. */
    weights: overall && { ...overall.weights },
    tier,
    board,
    strategies: strategies.map(
      ({ id, role, sameAs, isIdle, idle, division, realShare, official, unofficial, reason, result }) => ({
        id,
        spec: result.spec,
        path: result.path,
        role,
        /** The control or baseline as which it ran under another name, where the suite's rules ask. */
        sameAs,
        /** Whether it is one of the baselines that keep what they begin with; how it stands beside each of them. */
        isIdle,
        idle,
        division,
        realShare,
        official,
        unofficial,
        /** Why it has no rank; null where it has one. */
        unranked: reason,
      }),
    ),
    controls: originsOf(report),
    lackingControls: lackingControls(report),
    comparison,
  };
}
