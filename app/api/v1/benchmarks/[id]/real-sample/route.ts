/** GET: what a benchmark's page shows of its real data, with where it comes from. */
import { z } from 'zod';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { getRealSample } from '#benchmarks/suite/real-samples.ts';
import { jsonOf } from '../../../../answers.ts';
import { route } from '../../../../declare-route.ts';
import { json } from '../../../../endpoint.ts';
import { benchmark } from '../../../../parameters.ts';
import { realSample } from '../../../../shapes/trajectories.ts';

export const GET = route({
  id: 'getRealSample',
  summary: 'A sample of a benchmark’s real data, made to be looked at.',
  params: z.strictObject({ id: benchmark }),
  kept: 'answers',
  answers: { 200: [jsonOf(realSample)] },
  problems: ['not-found', 'unknown-id'],
  handler: async ({ params }) => {
    const { card } = benchmarkNamed(params.id);
    const { id } = card;
    const sample = getRealSample(card);
    if (sample) return json(sample);
    throw new HeirloomError(
      'not-found',
      `Benchmark ${id} has no sample of its real data; npx heirloom show ${id} says what they are.`,
    );
  },
});
