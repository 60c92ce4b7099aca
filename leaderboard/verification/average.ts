/** What a seed counts in a score: the mean of its primary metric over the generations after the first. */
import type { RunRecord, SeedStatus } from '#benchmarks/protocol/record.ts';
import { runOutcome } from '#benchmarks/scoring/index.ts';
import type { RerunSeed } from './rerun/messages.ts';

export interface MeasuredSeed extends Pick<RerunSeed, 'metrics' | 'ledger' | 'truth'> {
  readonly benchmark: RunRecord['benchmark'];
  readonly strategy: string;
  readonly seed: number;
  readonly status: SeedStatus;
}

/** Null where the seed stopped. */
export function averageOf(
  { benchmark, strategy, seed, status, metrics, ledger, truth }: MeasuredSeed,
  primary: string,
): number | null {
  const measured = {
    benchmark,
    strategy: { spec: strategy },
    seeds: [seed],
    statuses: [status],
    trajectories: Object.fromEntries(Object.entries(metrics).map(([id, values]) => [id, [[...values]]])),
    ledger: [[...ledger]],
    truth,
  };
  const reached = runOutcome(measured as unknown as Parameters<typeof runOutcome>[0], primary);
  return reached.state === 'completed' ? (reached.averages.full[0] as number) : null;
}
