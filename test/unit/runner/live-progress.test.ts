import { expect, it } from 'vitest';
import {
  createProgress,
  finishedGenerations,
  liveSeeds,
  ProgressWriter,
  skippedGenerations,
} from '#benchmarks/runner/live-progress.ts';

it('a seed that stops leaves its worker’s slot, and its missing generations are skipped, not finished', () => {
  const progress = createProgress(2);
  const [first, second] = [new ProgressWriter(progress), new ProgressWriter(progress)];
  first.generationFinished();
  first.fit(1, 1, 0.25, 3);
  second.fit(2, 0, 0.5, 4);
  expect(liveSeeds(progress).map(({ seed }) => seed)).toEqual([1, 2]);
  // Seed 1 of generations 0 to 5 diverges in generation 1.
  first.seedEnded(5);
  expect(liveSeeds(progress)).toEqual([{ seed: 2, generation: 0, done: 0.5, loss: 4 }]);
  expect([finishedGenerations(progress), skippedGenerations(progress)]).toEqual([1, 5]);
});
