/** EM of gmm-2d against scikit-learn's GaussianMixture: same data, same start, same number of iterations. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { expectationMaximisation } from '#benchmarks/learners/gmm-em.ts';
import { startMixture } from '#benchmarks/learners/gmm-start.ts';
import { sampleMixture } from '#benchmarks/numerics/mixture-2d.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { RING } from '#benchmarks/suite/gmm-2d/ring.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { say } from '../../scripts/support/steps.mjs';
import { alternate, type BenchContext, type Figure, median, medianRatio, seconds } from './measure.ts';
import { noPython, openPython, PYTHON_ENVIRONMENT, pythonsWith } from './python.ts';

const ITERATIONS = 50;
const ROUNDS = 5;
/** Examples, and fits a round. The first is the benchmark's own size. */
const SIZES = [
  { size: 1000, fits: 10 },
  { size: 20_000, fits: 1 },
];
const WHOLE_PROCESS_FITS = 100;
const MAX_DIFFERENCE = 1e-6;
/** What em.py says of itself: its version, and what it came to. */
const ABOUT = z.object({ sklearn: z.string(), means: z.array(z.number()), iterations: z.number() });
type About = z.infer<typeof ABOUT>;

export async function benchEm({ workDir }: BenchContext): Promise<Figure[]> {
  const [python] = pythonsWith('sklearn.mixture');
  if (python === undefined) {
    say(noPython('scikit-learn', 'scikit-learn==1.9.1'));
    return [];
  }
  const figures: Figure[] = [];
  for (const { size, fits } of SIZES) figures.push(...(await compare(python, size, fits, workDir)));
  return figures;
}

async function compare(python: string, size: number, fits: number, workDir: string): Promise<Figure[]> {
  const points = sampleMixture(RING, size, new Stream(`bench/em/${size}`)).rowData.values;
  const start = startMixture(points, null, RING.weights.length, new Stream('bench/em/start'));
  const options = { maxIterations: ITERATIONS, tolerance: 0 };
  const file = path.join(workDir, `em-${size}.json`);
  const arrays = Object.entries({ points, ...start }).map(([name, values]) => [name, Array.from(values)] as const);
  writeFileSync(file, JSON.stringify({ ...Object.fromEntries(arrays), iterations: ITERATIONS }));

  const other = await openPython(python, [inRoot('tools', 'bench', 'em.py'), file], ABOUT);
  try {
    requireSame(expectationMaximisation(points, null, start, options), other.about);
    const ours = async (): Promise<number> => {
      const total = await seconds(() => {
        for (let i = 0; i < fits; i++) expectationMaximisation(points, null, start, options);
      });
      return total / fits;
    };
    const measured = await alternate(
      {
        ours,
        fit: async () => (await other.ask(`fit ${fits}`)) / fits,
        loop: async () => (await other.ask(`loop ${fits}`)) / fits,
      },
      { rounds: ROUNDS, warmUp: 2 },
    );
    const note = `${size} points, 8 components, ${ITERATIONS} iterations; ours ${formatMs(measured.ours)}, scikit-learn ${other.about.sklearn} ${formatMs(measured.fit)}`;
    const figures: Figure[] = [
      {
        name: `EM per fit, ${size} points`,
        value: medianRatio(measured.fit, measured.ours),
        unit: '× scikit-learn',
        target: { atLeast: 3 },
        note,
      },
      {
        name: `EM inner loop, ${size} points`,
        value: medianRatio(measured.loop, measured.ours),
        unit: '× scikit-learn',
        note: `its E- and M-steps alone, ${formatMs(measured.loop)}`,
      },
    ];
    return size === SIZES[0]?.size ? [...figures, await compareProcesses(python, file)] : figures;
  } finally {
    other.close();
  }
}

/** Start-up, compilation and reading the data included, as a user would meet them. */
async function compareProcesses(python: string, file: string): Promise<Figure> {
  const run = (command: string, args: readonly string[]) => (): Promise<number> =>
    seconds(() => {
      const { status, stderr } = spawnSync(command, args, { env: PYTHON_ENVIRONMENT, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
    });
  const count = String(WHOLE_PROCESS_FITS);
  const measured = await alternate(
    {
      ours: run(process.execPath, [inRoot('tools', 'bench', 'em-once.mjs'), file, count]),
      other: run(python, [inRoot('tools', 'bench', 'em.py'), file, '--once', count]),
    },
    { rounds: 3 },
  );
  return {
    name: 'EM whole process',
    value: medianRatio(measured.other, measured.ours),
    unit: '× scikit-learn',
    note: `${count} fits with start-up: ${median(measured.ours).toFixed(2)} s against ${median(measured.other).toFixed(2)} s`,
  };
}

/** A comparison of speed between different results would mean nothing. */
function requireSame(
  { mixture, iterations }: ReturnType<typeof expectationMaximisation>,
  { means, iterations: others }: About,
): void {
  const difference = Math.max(...means.map((value, index) => Math.abs(value - (mixture.means[index] ?? Number.NaN))));
  if (iterations !== others || !(difference < MAX_DIFFERENCE)) {
    throw new Error(
      `EM and scikit-learn disagree: ${iterations} and ${others} iterations, means differ by ${difference}.`,
    );
  }
}

const formatMs = (values: readonly number[]): string => `${(1000 * median(values)).toPrecision(3)} ms`;
