/** Copies of built-in strategies as modules give the numbers and the ledgers of the built-in ones, bit for bit. */
import { expect, test } from 'vitest';
import { heirloomHere } from '../../../support/printed.ts';
import { modulePath } from '../../../support/sandbox.ts';

const COPIES = ['retain', 'accumulate-subsample', 'temperature', 'filter-typicality'];
/** Rows of one and of two numbers, one token, and sentences. */
const BENCHMARKS = ['gaussian', 'gmm-2d', 'word-frequencies', 'ngram-text'];

interface Row {
  readonly benchmark: { readonly id: string };
  readonly strategy: { readonly parts: readonly { readonly id: string }[] };
  readonly statuses: readonly { readonly state: string }[];
}

test(`${COPIES.join(', ')} on ${BENCHMARKS.join(', ')}`, async () => {
  const specs = [...COPIES.map(modulePath), ...COPIES];
  const settings = ['--tier', 'smoke', '--seeds', '1', '--json'];
  const { stdout, stderr, code } = await heirloomHere(['run', ...BENCHMARKS, '--strategy', ...specs, ...settings]);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const { runs } = JSON.parse(stdout) as { runs: readonly Row[] };
  const numbers = (strategy: string) =>
    runs
      .filter((run) => run.strategy.parts[0]?.id === strategy)
      .map((run) => {
        const { regime, division, statuses, trajectories, ledger, samples } = run as unknown as Record<string, unknown>;
        return { benchmark: run.benchmark.id, regime, division, statuses, trajectories, ledger, samples };
      });
  for (const copy of COPIES) {
    expect(numbers(copy)).toHaveLength(BENCHMARKS.length);
    expect(numbers(`sandboxed-${copy}`)).toEqual(numbers(copy));
  }
  expect(runs.flatMap(({ statuses }) => statuses.map(({ state }) => state))).not.toContain('failed');
});
