/**
 * `npm run artefacts -- attribution`: writes where the loss of `replace` comes from (app/attributions.json), of every benchmark whose
 * card declares knobs: `heirloom attribute` at the quick tier. The pages of benchmarks show it.
 *
 * A network takes up to an hour, so only where a learner is none are all made anew; networks keep what there is of them and are made where
 * they are named: `npm run artefacts -- attribution -- facts digits-vae@3` makes these alone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { AttributionResult } from '#benchmarks/protocol/attribution.ts';
import { BENCHMARKS, benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { heirloom } from '../../scripts/support/heirloom.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, step } from '../../scripts/support/steps.mjs';
import { stopWithChildren } from '../support/stop-with-children.ts';

const FILE = inRoot('app', 'attributions.json');
/** Enough for a figure. */
const DIGITS = 4;

export const TIER = 'quick';

const ATTRIBUTED = BENCHMARKS.flatMap(({ card }) =>
  card.knobs === undefined ? [] : [{ name: `${card.id}@${card.version}`, isNetwork: card.engine !== 'js' }],
);

/** @throws SetupError for a benchmark without knobs, and for names that are none */
export async function main(args: readonly string[]): Promise<void> {
  const wanted = args.map((name) => benchmarkNamed(name).card).map(({ id, version }) => `${id}@${version}`);
  const without = wanted.filter((name) => !ATTRIBUTED.some((own) => own.name === name));
  if (without.length > 0)
    throw new SetupError(`The cards of ${without.join(', ')} declare no knobs; docs/attribution.md lists whose do.`, 2);
  stopWithChildren();
  const kept = new Map(
    (JSON.parse(readFileSync(FILE, 'utf8')) as AttributionResult[]).map((one) => [one.benchmark, one]),
  );
  for (const { name, isNetwork } of ATTRIBUTED) {
    if (wanted.length === 0 ? isNetwork : !wanted.includes(name)) continue;
    await step(name, async () => {
      const { stdout } = await heirloom(['attribute', name, '--strategy', 'replace', '--tier', TIER, '--json'], {
        stdout: 'pipe',
      });
      kept.set(name, brief(JSON.parse(stdout) as AttributionResult));
      writeFileSync(FILE, fileOf(kept));
    });
  }
  writeFileSync(FILE, fileOf(kept));
}

/** In the catalog's order, a line each; what the catalog no longer has is left out. */
function fileOf(made: ReadonlyMap<string, AttributionResult>): string {
  const rows = ATTRIBUTED.flatMap(({ name }) => made.get(name) ?? []).map((one) => JSON.stringify(one));
  return `[\n${rows.join(',\n')}\n]\n`;
}

function brief(made: AttributionResult): AttributionResult {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;
  return JSON.parse(JSON.stringify(made, rounded)) as AttributionResult;
}
