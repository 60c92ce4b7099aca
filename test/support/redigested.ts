/** Records that a test has changed. */
import { withDigests } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';

type Undigested = Omit<RunRecord, 'resultDigest'>;

/** With the digests of what it says: the result's, and of each metric that came later. @throws where it is too broken for one */
export function redigested(record: Undigested): RunRecord {
  const { metricDigests, ...rest } = record;
  return withDigests(rest, Object.keys(metricDigests ?? {}));
}

/** As it was before the metrics that came later: for whoever makes numbers up, and can't make up those. */
export function withoutLater<Made extends Undigested>({ metricDigests, ...record }: Made): Omit<Made, 'metricDigests'> {
  const later = Object.keys(metricDigests ?? {});
  const began = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(values).filter(([id]) => !later.includes(id)));
  return { ...record, truth: began(record.truth), trajectories: began(record.trajectories) } as Omit<
    Made,
    'metricDigests'
  >;
}
