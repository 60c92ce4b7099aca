/** A seed that goes on from any of its checkpoints ends as if it had never stopped. */
import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import type { SeedCheckpoint } from '#benchmarks/runner/checkpoint.ts';
import { checkpointFile } from '#benchmarks/runner/checkpoint-file.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createStrategies, runToy, toyBenchmark } from '../../support/toy-benchmark.ts';

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

test('the observer is told of finished generations once, and of restored ones apart', async () => {
  const [, second] = (await checkpointsOf('retain')) as [SeedCheckpoint, SeedCheckpoint];
  const told: string[] = [];
  const strategies = await createStrategies('retain');
  const { benchmark } = toyBenchmark();
  await runSeed(
    { ...{ root: 'toy@1', benchmark, metrics: ['error', 'noise'], primary: 'error' }, strategies, seed: 1, ...WHOLE },
    {
      onResume: (generations) => told.push(`${generations} restored`),
      onGeneration: (generation) => told.push(`generation ${generation}`),
    },
    { load: () => second, save: () => {} },
  );
  expect(told).toEqual(['2 restored', 'generation 2', 'generation 3', 'generation 4']);
});

describe('the file', () => {
  const engine = { id: 'wasm', version: '4.22.0+1' };
  const origin = { engine, code: 'a'.repeat(64) };
  const silent = (line: string) => expect.unreachable(line);

  test('gives back what was saved last, and nothing to another version of the engine', async () => {
    const [first, second] = (await checkpointsOf('retain')) as [SeedCheckpoint, SeedCheckpoint];
    const file = `${temporaryFolder()}/a/seed-1.checkpoint`;
    expect(checkpointFile(file, origin, silent).load()).toBeNull();
    checkpointFile(file, origin, silent).save(first);
    checkpointFile(file, origin, silent).save(second);
    expect(checkpointFile(file, origin, silent).load()).toEqual(second);
    expect(checkpointFile(file, { ...origin, engine: { ...engine, version: '4.22.0+2' } }, silent).load()).toBeNull();
  });

  test('gives nothing to other code, which is said, nor where it does not say which code made it', async () => {
    const [checkpoint] = (await checkpointsOf('retain')) as [SeedCheckpoint];
    const file = `${temporaryFolder()}/seed-1.checkpoint`;
    const said: string[] = [];
    const kept = checkpointFile(file, { engine, code: 'b'.repeat(64) }, (line) => said.push(line));
    checkpointFile(file, origin, silent).save(checkpoint);
    expect(kept.load()).toBeNull();
    writeFileSync(file, serialize({ engine, checkpoint }));
    expect(kept.load()).toBeNull();
    const words = `The checkpoint ${file} was made by other code: its seed starts again at generation 0.`;
    expect(said).toEqual([words, words]);
  });

  test('counts as none where it is damaged, which is said with its name', async () => {
    const [checkpoint] = (await checkpointsOf('retain')) as [SeedCheckpoint];
    const file = `${temporaryFolder()}/seed-1.checkpoint`;
    const said: string[] = [];
    const kept = checkpointFile(file, origin, (line) => said.push(line));
    kept.save(checkpoint);
    const whole = readFileSync(file);
    const damaged = [0, 1, 2, 20, whole.length / 2, whole.length - 1].map((length) => whole.subarray(0, length));
    for (const bytes of [...damaged, Buffer.alloc(whole.length)]) {
      writeFileSync(file, bytes);
      expect(kept.load(), `${bytes.length} bytes`).toBeNull();
      expect(said.splice(0)).toEqual([`The checkpoint ${file} is damaged: its seed starts again at generation 0.`]);
    }
    kept.save(checkpoint);
    expect(kept.load()).toEqual(checkpoint);
  });
});
