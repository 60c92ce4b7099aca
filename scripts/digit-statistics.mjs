/**
 * `npm run digit-statistics`: what the fixed classifier sees of real digits, for both digit benchmarks, into the `statistics.json` beside their cards. To be
 * repeated with a new version of either, of the classifier or of the kernels: a test compares what is kept with what the engine computes.
 */
import { writeFileSync } from 'node:fs';
import { inRoot } from './support/root.mjs';
import { runScript, say } from './support/steps.mjs';

await runScript(async () => {
  const { register } = await import('tsx/esm/api');
  register();
  const { loadEngine } = await import('../benchmarks/numerics/engine/load.ts');
  const { computeDigitStatistics } = await import('../benchmarks/suite/shared/digits-metrics.ts');
  const { allDigits } = await import('../benchmarks/suite/digits-vae/distribution.ts');
  const { longTail } = await import('../benchmarks/suite/digits-longtail/distribution.ts');
  const { card: vae } = await import('../benchmarks/suite/digits-vae/card.ts');
  const { card: longtail } = await import('../benchmarks/suite/digits-longtail/card.ts');

  const engine = await loadEngine('wasm');
  for (const [card, distribution] of [
    [vae, allDigits()],
    [longtail, longTail()],
  ]) {
    const text = JSON.stringify(computeDigitStatistics(card, engine, distribution));
    writeFileSync(inRoot('benchmarks', 'suite', card.id, 'statistics.json'), `${text}\n`);
    say(`${card.id}@${card.version}: ${text.length} bytes`);
  }
});
