/** What the samples of a run look like. */
import type { Params } from '../protocol/ids.ts';
import type { SampleForm } from '../protocol/sample-form.ts';
import { BENCHMARKS } from './catalog.ts';

/**
 * The form of a benchmark's samples with these parameters; null where this checkout has no such benchmark or can't take them.
 * Another version's parameters may be among them.
 */
export function sampleFormOf(benchmark: { readonly id: string; readonly params: Params }): SampleForm | null {
  const card = BENCHMARKS.find((entry) => entry.card.id === benchmark.id)?.card;
  const params = card?.params.strip().safeParse(benchmark.params);
  return card && params?.success ? card.samples(params.data as Params) : null;
}
