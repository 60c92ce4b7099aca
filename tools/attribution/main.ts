/**
 * `npm run artefacts -- attribution`: writes where the loss of `replace` comes from (app/attributions.json), of every benchmark whose
 * card declares knobs and whose learner is no network: `heirloom attribute` at the quick tier. The pages of benchmarks show it.
 */
import { writeFileSync } from 'node:fs';
import type { AttributionResult } from '#benchmarks/protocol/attribution.ts';

import { BENCHMARKS, benchmarkName } from '#benchmarks/suite/catalog.ts';
import { heirloom } from '../../scripts/support/heirloom.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { step } from '../../scripts/support/steps.mjs';

/** Enough for a figure. */
const DIGITS = 4;

export const TIER = 'quick';

/** By the names that commands take. */
export const ATTRIBUTED: readonly string[] = BENCHMARKS.flatMap(({ card }) =>
  card.knobs !== undefined && card.engine === 'js' ? [benchmarkName(card)] : [],
);

export async function main(): Promise<void> {
  const made: AttributionResult[] = [];
  for (const name of ATTRIBUTED)
    await step(name, async () => {
      const { stdout } = await heirloom(['attribute', name, '--strategy', 'replace', '--tier', TIER, '--json'], {
        stdout: 'pipe',
      });
      made.push(brief(JSON.parse(stdout) as AttributionResult));
    });
  const rows = made.map((one) => JSON.stringify(one));
  writeFileSync(inRoot('app', 'attributions.json'), `[\n${rows.join(',\n')}\n]\n`);
}

function brief(made: AttributionResult): AttributionResult {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;
  return JSON.parse(JSON.stringify(made, rounded)) as AttributionResult;
}
