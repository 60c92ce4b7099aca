/**
 * `npm run artefacts -- digit-statistics`: what the fixed classifier sees of real digits, for every protocol of the digit benchmarks, into the `statistics.json` beside its card. To be
 * repeated with a new one, another classifier or other kernels: a test compares what is kept with what the engine computes.
 */
import { writeFileSync } from 'node:fs';
import { loadMnist } from '#benchmarks/data/mnist.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { folderOf } from '#benchmarks/suite/catalog.ts';
import { card as driftCard } from '#benchmarks/suite/digits-drift/card.ts';
import { STATES } from '#benchmarks/suite/digits-drift/ring.ts';
import { turningDigits } from '#benchmarks/suite/digits-drift/worlds.ts';
import { card as longtail3Card } from '#benchmarks/suite/digits-longtail/3/card.ts';
import { permutedTail } from '#benchmarks/suite/digits-longtail/3/worlds.ts';
import { card as longtailCard } from '#benchmarks/suite/digits-longtail/card.ts';
import { longTail } from '#benchmarks/suite/digits-longtail/distribution.ts';
import { card as vae3Card } from '#benchmarks/suite/digits-vae/3/card.ts';
import { allDigits as worldsOfAllDigits } from '#benchmarks/suite/digits-vae/3/worlds.ts';
import { card as vaeCard } from '#benchmarks/suite/digits-vae/card.ts';
import { allDigits } from '#benchmarks/suite/digits-vae/distribution.ts';
import type { Versioned } from '#benchmarks/suite/manifests.ts';
import { computeDigitStatistics } from '#benchmarks/suite/shared/digits-metrics.ts';
import { computeDigitTruth } from '#benchmarks/suite/shared/digits-truth.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';

export async function main(): Promise<void> {
  const engine = await loadEngine('wasm');
  const { training } = loadMnist();
  write(vaeCard, computeDigitStatistics(vaeCard, engine, allDigits()));
  write(longtailCard, computeDigitStatistics(longtailCard, engine, longTail()));
  write(vae3Card, computeDigitTruth(vae3Card, engine, worldsOfAllDigits(training)));
  write(longtail3Card, computeDigitTruth(longtail3Card, engine, permutedTail(training)));
  write(driftCard, computeDigitTruth(driftCard, engine, turningDigits(training), STATES));
}

function write(card: Versioned, statistics: unknown): void {
  const text = JSON.stringify(statistics);
  writeFileSync(inRoot('benchmarks', 'suite', folderOf(card), 'statistics.json'), `${text}\n`);
  say(`${card.id}@${card.version}: ${text.length} bytes`);
}
