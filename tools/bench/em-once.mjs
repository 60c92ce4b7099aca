/** `node em-once.mjs FILE N`: N fits in a process of its own, whose start is measured: nothing is loaded but what fits. */
import { readFileSync } from 'node:fs';
import { register } from 'tsx/esm/api';

register();
const { expectationMaximisation } = await import('#benchmarks/learners/gmm-em.ts');
const task = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const points = Float64Array.from(task.points);
const start = {
  weights: Float64Array.from(task.weights),
  means: Float64Array.from(task.means),
  covariances: Float64Array.from(task.covariances),
};
for (let i = 0; i < Number(process.argv[3]); i++) {
  expectationMaximisation(points, null, start, { maxIterations: task.iterations, tolerance: 0 });
}
