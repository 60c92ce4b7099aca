/** The report for programs. */
import { lackingControls, originsOf } from './notes.ts';
import type { Report } from './score.ts';

export function reportJson(report: Report): object {
  const { tier, board, bars, comparison, strategies } = report;
  return {
    tier,
    board,
    strategies: strategies.map(({ name, role, division, realShare, unofficial, result }) => ({
      id: name,
      spec: result.spec,
      path: result.path,
      role,
      division,
      realShare,
      official: unofficial.length === 0,
      unofficial,
      /** Why it has no rank; null where nothing keeps it from one. */
      unranked: bars.get(name) ?? null,
    })),
    controls: originsOf(report),
    lackingControls: lackingControls(report),
    comparison,
  };
}
