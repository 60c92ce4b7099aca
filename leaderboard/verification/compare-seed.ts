/** A registered seed that was run again beside what was claimed of it: the same bits, or the first place where they differ. */
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import type { SeedStatus } from '#benchmarks/protocol/record.ts';
import type { ClaimedDetails } from './claimed.ts';
import type { SeedDifference } from './reasons.ts';
import type { RerunSeed } from './rerun/messages.ts';

const MOST_SHOWN = 200;
const shown = (value: unknown): string =>
  (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, MOST_SHOWN);
/** What a digest covers of a status: the words of an error may differ. */
const essence = (status: SeedStatus | undefined) =>
  status === undefined || status.state === 'completed'
    ? { state: status?.state ?? 'missing' }
    : { state: status.state, generation: status.generation };
const isSame = (a: unknown, b: unknown): boolean =>
  a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);

/** `position`: of the seed among the run's. */
export function differenceOf(claimed: ClaimedDetails, position: number, verified: RerunSeed): SeedDifference | null {
  const differs = (
    part: SeedDifference['part'],
    at: Partial<SeedDifference>,
    a: unknown,
    b: unknown,
  ): SeedDifference => ({
    part,
    metric: null,
    generation: null,
    ...at,
    claimed: shown(a),
    verified: shown(b),
  });
  const status = claimed.statuses[position];
  if (!isSame(essence(status), essence(verified.status))) return differs('status', {}, status, verified.status);
  // What came later than a bundle was not measured for it.
  const metrics = claimed.card.metrics.map(({ id }) => id).filter((id) => id in claimed.trajectories);
  for (const metric of metrics) {
    const [a, b] = [claimed.truth[metric], verified.truth[metric]];
    if (a !== undefined && !isSame(a, b)) return differs('truth', { metric }, a, b);
    const own = claimed.trajectories[metric]?.[position] ?? [];
    const again = verified.metrics[metric] ?? [];
    for (let generation = 0; generation < Math.max(own.length, again.length); generation++) {
      const [x, y] = [own[generation], again[generation]];
      if (!isSame(x, y)) return differs('metric', { metric, generation }, x, y);
    }
  }
  const ledger = claimed.ledger[position] ?? [];
  for (let generation = 0; generation < Math.max(ledger.length, verified.ledger.length); generation++) {
    const [x, y] = [ledger[generation], verified.ledger[generation]];
    if (!isSame(x, y)) return differs('ledger', { generation }, x, y);
  }
  return null;
}
