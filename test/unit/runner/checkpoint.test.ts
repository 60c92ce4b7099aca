/** A seed that goes on from any of its checkpoints ends as if it had never stopped. */
import { deserialize, serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import type { SeedCheckpoint } from '../../../benchmarks/runner/checkpoint.ts';
import { checkpointFile } from '../../../benchmarks/runner/checkpoint-file.ts';
import { STRATEGIES } from '../../../benchmarks/strategies/catalog.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runToy } from '../../support/toy-benchmark.ts';

const SPECS = [
  ...STRATEGIES.map(({ card }) => card.id),
  'token-edit:text=original',
  'accumulate+filter-typicality',
  'mix-sources+retain:share=0.05',
];
const WHOLE = { generations: 4, keepSamples: true };

async function checkpointsOf(spec: string): Promise<SeedCheckpoint[]> {
  const saved: SeedCheckpoint[] = [];
  // Stored as bytes: what a file would hold, and out of the run's reach.
  const save = (checkpoint: SeedCheckpoint) => void saved.push(deserialize(serialize(checkpoint)));
  await runToy(spec, { ...WHOLE, checkpoints: { load: () => null, save } });
  return saved;
}

describe.each(SPECS)('%s', (spec) => {
  test('goes on from every generation to the result of the run that was not interrupted', async () => {
    const { log: _, ...whole } = await runToy(spec, WHOLE);
    const saved = await checkpointsOf(spec);
    expect(saved.map(({ generation }) => generation)).toEqual([0, 1, 2, 3, 4]);
    for (const checkpoint of saved) {
      const { log, ...resumed } = await runToy(spec, {
        ...WHOLE,
        checkpoints: { load: () => checkpoint, save: () => {} },
      });
      expect(resumed, `from generation ${checkpoint.generation}`).toEqual(whole);
      // What was finished is not done again.
      for (const { path } of log.fits)
        expect(Number(/gen\/(\d+)\//.exec(path)?.[1])).toBeGreaterThan(checkpoint.generation);
    }
  });
});

describe('the file', () => {
  const engine = { id: 'wasm', version: '4.22.0+1' };

  test('gives back what was saved last, and nothing to another version of the engine', async () => {
    const [first, second] = (await checkpointsOf('retain')) as [SeedCheckpoint, SeedCheckpoint];
    const file = `${temporaryFolder()}/a/seed-1.checkpoint`;
    expect(checkpointFile(file, engine).load()).toBeNull();
    checkpointFile(file, engine).save(first);
    checkpointFile(file, engine).save(second);
    expect(checkpointFile(file, engine).load()).toEqual(second);
    expect(checkpointFile(file, { ...engine, version: '4.22.0+2' }).load()).toBeNull();
  });
});
