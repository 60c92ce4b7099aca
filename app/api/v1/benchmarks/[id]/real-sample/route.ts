/** GET: what a benchmark's page shows of its real data, with where it comes from. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { getRealSample } from '#benchmarks/suite/real-samples.ts';
import { json, keptEndpoint } from '../../../../endpoint.ts';

export const GET = keptEndpoint<{ id: string }>(async ({ params }) => {
  const { id } = requireBenchmark(params.id).card;
  const sample = getRealSample(id);
  if (!sample)
    throw new HeirloomError(
      'not-found',
      `Benchmark ${id} has no sample of its real data; npx heirloom show ${id} says what they are.`,
    );
  return json(sample);
});
