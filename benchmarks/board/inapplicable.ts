/** Why an entry has no run of a benchmark where it could have none. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { lackingNeed, type NeedyPart } from '../strategies/catalog.ts';

/** Why a composition can't run on a benchmark, as words inside a sentence; null where it can. */
export function inapplicableReason(parts: readonly NeedyPart[], benchmark: BenchmarkCard): string | null {
  const lacking = lackingNeed(parts, benchmark);
  return lacking && `${lacking.strategy} needs ${lacking.capability}, which ${benchmark.name} does not have`;
}
