/** The report for programs. */
import { familiesOf } from './families.ts';
import { byHorizonOf } from './horizons.ts';
import { lackingControls, originsOf } from './notes.ts';
import type { Report } from './score.ts';

export function reportJson(report: Report): object {
  const { suite, overall, tier, board, cards, comparison, strategies } = report;
  return {
    suite,
    /** How the overall score weighs groups of benchmarks; null where every benchmark weighs the same. */
    weights: overall && { ...overall.weights },
    tier,
    board,
    strategies: strategies.map((strategy) => {
      const { id, role, sameAs, isIdle, idle, division, classes, realShare, official, unofficial, reason, result } =
        strategy;
      const { applicable } = strategy;
      return {
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
        /** Its budget and classes, which with its division are the place that it is ranked in; null where the suite's rules know none. */
        classes,
        /** The score over the benchmarks that it applies to, where it is not applicable to some. */
        applicable,
        realShare,
        official,
        unofficial,
        /** Why it has no rank; null where it has one. */
        unranked: reason,
        /** By benchmark with a score: the score at every horizon, the ratio to the oracle's error, the half-life. */
        byHorizon: Object.fromEntries(
          cards.flatMap((card) => {
            const found = byHorizonOf(report, strategy, card);
            return found ? [[card.id, found]] : [];
          }),
        ),
      };
    }),
    /** Strategies that were run with several values of a parameter. */
    families: familiesOf(report),
    controls: originsOf(report),
    lackingControls: lackingControls(report),
    comparison,
  };
}
