/**
 * `npm run artefacts -- digit-statistics`: what the fixed classifier sees of real digits, for both digit benchmarks, into the `statistics.json` beside their cards. To be
 * repeated with a new version of either, of the classifier or of the kernels: a test compares what is kept with what the engine computes.
 */
import { writeFileSync } from 'node:fs';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { card as longtailCard } from '#benchmarks/suite/digits-longtail/card.ts';
import { longTail } from '#benchmarks/suite/digits-longtail/distribution.ts';
import { card as vaeCard } from '#benchmarks/suite/digits-vae/card.ts';
import { allDigits } from '#benchmarks/suite/digits-vae/distribution.ts';
import { computeDigitStatistics } from '#benchmarks/suite/shared/digits-metrics.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';

export async function main(): Promise<void> {
  const engine = await loadEngine('wasm');
  for (const [card, distribution] of [
    [vaeCard, allDigits()],
    [longtailCard, longTail()],
  ] as const) {
    const text = JSON.stringify(computeDigitStatistics(card, engine, distribution));
    writeFileSync(inRoot('benchmarks', 'suite', card.id, 'statistics.json'), `${text}\n`);
    say(`${card.id}@${card.version}: ${text.length} bytes`);
  }
}
