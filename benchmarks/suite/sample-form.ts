/** What the samples of a run look like. */
import type { Params } from '../protocol/ids.ts';
import type { SampleForm } from '../protocol/sample-form.ts';
import { BENCHMARKS } from './catalog.ts';

/** The form of a benchmark's samples with these parameters; null where either isn't this checkout's. */
export function sampleFormOf(benchmark: { readonly id: string; readonly params: Params }): SampleForm | null {
  const card = BENCHMARKS.find((entry) => entry.card.id === benchmark.id)?.card;
  const params = card?.params.safeParse(benchmark.params);
  return card && params?.success ? card.samples(params.data as Params) : null;
}
