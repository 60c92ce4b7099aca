/** What scores of a report hide at their horizon: docs/scoring.md. */
import type { BenchmarkCard } from '../../protocol/card.ts';
import { type ByHorizon, byHorizon, trajectoriesOn } from '../../scoring/index.ts';
import type { FoundRun } from './controls.ts';
import type { Report, ReportedStrategy } from './score.ts';

/** Of one strategy on one benchmark; null where it has no score there. */
export function byHorizonOf(
  { board }: Pick<Report, 'board'>,
  { id, runs }: ReportedStrategy,
  card: BenchmarkCard,
): ByHorizon | null {
  const paired = runs.get(card.id);
  const score = board.rows.find((row) => row.id === id)?.scores[card.id];
  if (!paired?.controls.controls || score?.state !== 'scored') return null;
  const { seeds, benchmark } = paired.run.record;
  const trajectoriesOf = ({ record }: FoundRun) =>
    trajectoriesOn(record.trajectories[card.primary] ?? [], record.seeds, seeds, benchmark.generations);
  const { replace, oracle } = paired.controls.controls;
  const [own, worst, best] = [paired.run, replace, oracle].map(trajectoriesOf);
  if (!own || !worst || !best) return null;
  const isDistance = card.metrics.find(({ id: metric }) => metric === card.primary)?.distance === true;
  return byHorizon({ own, replace: worst, oracle: best }, isDistance);
}
