/** How seeds scale over worker threads, through the command line and inside its loop. */
import { availableParallelism } from 'node:os';
import { say } from '../../scripts/support/steps.mjs';
import { firstRecord, heirloom } from './heirloom.ts';
import { alternate, type Figure, median, medianRatio } from './measure.ts';

const ROUNDS = 3;
const SEEDS = 20;
const GENERATIONS = 50;

export async function benchWorkers(): Promise<Figure[]> {
  if (availableParallelism() < 2) {
    say('  skipped: one core');
    return [];
  }
  /** Per round: seconds of the whole process and of the run inside it. */
  const inside: Record<'one' | 'two', number[]> = { one: [], two: [] };
  const run = (name: 'one' | 'two', workers: number) => async (): Promise<number> => {
    const { seconds, stdout } = await heirloom([
      ...['run', 'gmm-2d', '--strategy', 'replace', '--json', '--workers', String(workers)],
      ...['--seeds', String(SEEDS), '--generations', String(GENERATIONS)],
    ]);
    inside[name].push(firstRecord(stdout).timings.durationMs / 1000);
    return seconds;
  };
  const whole = await alternate({ one: run('one', 1), two: run('two', 2) }, { rounds: ROUNDS, warmUp: 1 });
  // The warm-up round is in `inside` too.
  const [one, two] = [inside.one.slice(1), inside.two.slice(1)];
  const note = `${SEEDS} seeds × ${GENERATIONS} generations:`;
  return [
    {
      name: 'gmm-2d, 2 workers, whole process',
      value: medianRatio(whole.one, whole.two),
      unit: '× 1 worker',
      target: { atLeast: 1.7 },
      note: `${note} ${median(whole.one).toFixed(1)} s and ${median(whole.two).toFixed(1)} s`,
    },
    {
      name: 'gmm-2d, 2 workers, inside the run',
      value: medianRatio(one, two),
      unit: '× 1 worker',
      note: `${note} ${median(one).toFixed(1)} s and ${median(two).toFixed(1)} s`,
    },
  ];
}
