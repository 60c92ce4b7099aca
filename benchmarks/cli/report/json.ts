/** The report for programs. */
import { lackingControls, originsOf } from './notes.ts';
import type { Report } from './score.ts';

export function reportJson(report: Report): object {
  const { tier, board, comparison, strategies } = report;
  return {
    tier,
    board,
    strategies: strategies.map(({ id, role, division, realShare, official, unofficial, reason, result }) => ({
      id,
      spec: result.spec,
      path: result.path,
      role,
      division,
      realShare,
      official,
      unofficial,
      /** Why it has no rank; null where it has one. */
      unranked: reason,
    })),
    controls: originsOf(report),
    lackingControls: lackingControls(report),
    comparison,
  };
}
