// Prints what a run of a network is told here before it starts, and the weights of a small training.
import { register } from 'tsx/esm/api';

register();
const { loadEngine } = await import('../../../../benchmarks/numerics/engine/load.ts');
const { chooseBuildOf } = await import('../../../../benchmarks/runner/engine.ts');
const { planRuns } = await import('../../../../benchmarks/runner/plan.ts');
const { train } = await import('./small-training.ts');
const lines = [];
for (const benchmark of ['gaussian', 'digits-vae']) {
  const plan = planRuns({ benchmarks: [benchmark], strategies: ['replace'], tier: 'smoke' });
  chooseBuildOf(plan, 'fastest', (line) => lines.push(line));
}
const weights = train(await loadEngine('wasm'), 3).map((values) => Array.from(values));
process.stdout.write(JSON.stringify({ lines, weights }));
