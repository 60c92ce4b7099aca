import { expect, it } from 'vitest';
import { comparisonText } from '#benchmarks/cli/report/comparison-text.ts';
import type { NamedComparison } from '#benchmarks/cli/report/score.ts';
import type { BenchmarkDifference } from '#benchmarks/scoring/index.ts';

const compared = (benchmark: string, points: number, seeds: number): BenchmarkDifference => ({
  state: 'compared',
  benchmark,
  seeds: Array.from({ length: seeds }, (_, i) => i + 1),
  metric: { value: -0.5, interval: [-0.6, -0.4], standardError: 0.05, n: seeds } as never,
  score: { value: points, interval: [points - 5, points + 5] },
  scoreLacks: null,
  probabilityOfImprovement: seeds < 5 ? null : 1,
});
const missing: BenchmarkDifference = {
  state: 'not-compared',
  benchmark: 'gaussian',
  why: 'first-did-not-run',
  reason: 'the first has no run of it',
};
const common = {
  value: 50,
  interval: [47, 53] as const,
  benchmarks: ['digits-vae', 'text-transformer'],
  a: 90,
  b: 40,
  probabilityOfImprovement: 1,
};
const named = (comparison: Omit<NamedComparison, 'a' | 'b'>) =>
  comparisonText({ ...comparison, a: 'anchor', b: 'fresh' }, 1000);

it('says that there is no overall difference and why, and what holds where both have a score', () => {
  const benchmarks = [compared('digits-vae', 41, 5), missing, compared('text-transformer', 59, 5)];
  const text = named({ benchmarks, common, overall: null });
  expect(text).toMatch(/^common +50\.0 \[47\.0, 53\.0\] +1\.00 +2 of 3 benchmarks$/m);
  expect(text).not.toMatch(/^overall/m);
  expect(text).toContain(
    'An overall difference can’t be computed, because it needs a score of both on every benchmark. A has no run of gaussian.',
  );
  expect(text).toContain(
    'On the 2 benchmarks where both have a score A is 50.0 points ahead of B on average (95% interval 47.0 to 53.0), and 41.0 to 59.0 points from benchmark to benchmark.',
  );
  expect(text).toMatch(
    /P\(A better\), the probability of improvement: .* the mean of theirs\. Not shown under 5 seeds\.$/,
  );
});

it('shows no probability where there is none', () => {
  const overall = { ...common, benchmarks: ['digits-vae'], probabilityOfImprovement: null };
  const text = named({ benchmarks: [compared('digits-vae', 50, 4)], common: overall, overall });
  expect(text).toMatch(/^digits-vae .* – +4 seeds$/m);
  expect(text).toMatch(/^overall .* –$/m);
});
