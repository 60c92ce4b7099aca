import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { heirloomHere } from '../../../support/printed.ts';
import { rowsOf } from './records.ts';

const CLIENT = fileURLToPath(new URL('../../../../clients/python/', import.meta.url));
/** The Python that the examples run with: `HEIRLOOM_PYTHON` where numpy is in another than python3. */
const PYTHON = process.env.HEIRLOOM_PYTHON ?? 'python3';
const found = spawnSync(PYTHON, ['-c', 'import numpy'], { stdio: 'ignore' });
const reason = found.error ? `there is no ${PYTHON}` : `${PYTHON} has no numpy (HEIRLOOM_PYTHON names one that has)`;

const command = (example: string): string =>
  `PYTHONPATH='${CLIENT}src${delimiter}' '${PYTHON}' '${CLIENT}examples/${example}'`;

describe.skipIf(found.status !== 0)(`the Python client${found.status === 0 ? '' : ` (skipped: ${reason})`}`, () => {
  it('gives retain’s numbers in ten lines, on every closed form', async () => {
    const benchmarks = ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'];
    const options = ['--tier', 'smoke', '--seeds', '1', '--generations', '2', '--json'];
    const specs = ['--strategy', `exec:${command('retain_numpy.py')}`, 'retain:share=0.1'];
    const { code, stdout } = await heirloomHere(['run', ...benchmarks, ...specs, ...options]);
    expect(code).toBe(0);
    const rows = rowsOf(stdout);
    expect(rows).toHaveLength(2 * benchmarks.length);
    for (const id of benchmarks) {
      const [outside, builtIn] = rows.filter(({ benchmark }) => benchmark === id);
      expect(outside).toMatchObject({
        spec: 'retain-numpy:share=0.1',
        trajectories: builtIn?.trajectories,
        ledger: builtIn?.ledger,
      });
    }
  });

  it('trains bigrams in numpy in the place of the trigram model, which predict English better than words alone', async () => {
    const options = ['--strategy', 'replace', '--tier', 'smoke', '--seeds', '1', '--generations', '1', '--json'];
    const learner = ['--learner', `exec:${command('bigram_numpy.py')}`];
    const { code, stdout } = await heirloomHere(['run', 'ngram-text', ...learner, ...options]);
    expect(code).toBe(0);
    const [row] = rowsOf(stdout);
    expect(row).toMatchObject({ learner: { id: 'bigram-numpy', repeat: { seed: 1, difference: 0 } } });
    const [first, second] = (row?.trajectories['cross-entropy']?.[0] ?? []) as [number, number];
    // The test's learner of single words (exec-learner.mjs, plain) has 6.137 there.
    expect(first).toBeLessThan(6.1);
    expect(second).toBeGreaterThan(first);
  });

  it.each([
    ['retain_numpy.py', ['--kind', 'sequences']],
    ['nearest_numpy.py', ['--kind', 'rows']],
    ['bigram_numpy.py', ['--learner']],
  ])('conforms (%s)', async (example, options) => {
    const { code, stdout } = await heirloomHere(['conform', command(example), ...options]);
    expect(stdout).toContain('It conforms to heirloom.exec/1.');
    expect(code).toBe(0);
  });
});
