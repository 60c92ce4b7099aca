/** Each metric gives the values that its file says something else gave. */
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Example, Metric } from '#benchmarks/metrics/metric.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const FOLDER = 'benchmarks/metrics';

interface MetricFile {
  readonly metric?: Metric<string, unknown>;
  readonly examples?: readonly Example<unknown>[];
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
const loaded = await Promise.all(files.map(async (name): Promise<MetricFile> => import(`../../../${FOLDER}/${name}`)));
const examples = loaded.flatMap(({ metric, examples: own = [] }) =>
  own.map((example) => ({ id: metric?.id, metric, ...example })),
);

it('are some, each of a metric', () => {
  expect(examples.map(({ id }) => id)).toContain('kl');
  expect(examples.every(({ metric }) => metric !== undefined)).toBe(true);
});

it.each(examples)('$id: $gives, by $by', ({ metric, seen, gives }) => {
  expect(metric?.measure(seen, () => new Stream('examples'))).toBeCloseTo(gives, 10);
});
