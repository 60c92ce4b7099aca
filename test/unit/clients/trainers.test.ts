/** The trainers of clients/python/trainers, where there is a Python that has PyTorch and transformers. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../support/cli.ts';
import { heirloomHere } from '../../support/printed.ts';
import { PYTHON_ENV } from '../../support/python.ts';
import { rowsOf } from '../runner/exec/records.ts';

/** `HEIRLOOM_PYTHON` where they are in another than python3. */
const PYTHON = process.env.HEIRLOOM_PYTHON ?? 'python3';
const found = spawnSync(
  PYTHON,
  ['-c', 'import importlib.util as u; assert u.find_spec("torch") and u.find_spec("transformers")'],
  {
    stdio: 'ignore',
  },
);
const reason = found.error
  ? `there is no ${PYTHON}`
  : `${PYTHON} has no torch or transformers (HEIRLOOM_PYTHON names one that has)`;
/** What is so small is slower on several, and those of other tests want theirs. */
const ONE_THREAD = { OMP_NUM_THREADS: '1' };
const inPython = (...args: string[]) =>
  spawnSync(PYTHON, args, {
    encoding: 'utf8',
    cwd: 'clients/python',
    env: { ...process.env, ...PYTHON_ENV, ...ONE_THREAD },
  });

afterEach(() => void vi.unstubAllEnvs());

describe.skipIf(found.status !== 0)(`opt.py${found.status === 0 ? '' : ` (skipped: ${reason})`}`, () => {
  it('avoids the traps of fine-tuning OPT', () => {
    const { status, stderr } = inPython('-m', 'unittest', 'tests.test_opt');
    expect(status, stderr.slice(-2000)).toBe(0);
  });

  it('fits and samples a tiny checkpoint from a local folder, and finds what it has done already', async () => {
    const root = temporaryFolder();
    expect(inPython('trainers/tiny.py', root).status).toBe(0);
    const prepare = ['prepare', '--model', join(root, 'model'), '--wikitext', join(root, 'wikitext')];
    expect(inPython('trainers/opt.py', ...prepare).status).toBe(0);
    vi.stubEnv('HEIRLOOM_MODELS', root);
    vi.stubEnv('OMP_NUM_THREADS', ONE_THREAD.OMP_NUM_THREADS);
    const learner = `exec:'${PYTHON}' clients/python/trainers/opt.py --work '${join(root, 'work')}'`;
    const settings = ['--tier', 'smoke', '--generations', '1', '--set', 'model=model', '--set', 'sampleSize=640'];
    const run = () =>
      heirloomHere(['run', 'opt125m-wikitext2', '--strategy', 'replace', '--learner', learner, ...settings, '--json']);
    const first = await run();
    expect(first.code, first.stderr).toBe(0);
    expect(rowsOf(first.stdout)[0]).toMatchObject({
      statuses: [{ state: 'completed' }],
      learner: { id: 'opt-transformers', repeat: { seed: 1, difference: 0 } },
    });
    expect(rowsOf((await run()).stdout)).toEqual(rowsOf(first.stdout));
  });
});
