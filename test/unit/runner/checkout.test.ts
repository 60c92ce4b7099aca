/** What records say of the checkout they were made from, and what becomes of a run whose code is changed meanwhile. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { appears } from '../../support/appears.ts';
import { type Checkout, copyCheckout } from '../../support/checkout.ts';
import { finished } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const RETAIN = 'benchmarks/strategies/retain/index.ts';

const recordIn = (bundle: string, benchmark: string): RunRecord =>
  JSON.parse(readFileSync(join(bundle, 'runs', `${benchmark}.json`), 'utf8'));

const linesOf = (file: string): number => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);

function edit({ root }: Checkout, file: string, change: (text: string) => string): void {
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));
}

describe('a run whose strategy is changed while it is interrupted', () => {
  const SEEDS = ['run', 'gmm-2d', '--strategy', 'retain', '--tier', 'smoke', '--seeds', '6', '--workers', '1'];
  const LONG = [...SEEDS, '--generations', '40'];

  it('is the run of the new code alone', async () => {
    const checkout = copyCheckout();
    const dir = join(temporaryFolder(), 'out');
    const log = join(dir, '.work/retain/gmm-2d.jsonl');
    const child = checkout.start([...LONG, '--out', dir]);
    const killed = finished(child);
    await appears(dir, () => linesOf(log) >= 3);
    child.kill('SIGKILL');
    await killed;
    const done = linesOf(log);
    expect(done).toBeLessThan(6);
    edit(checkout, RETAIN, (text) => text.replace('unitsOfShare(share, size)', 'unitsOfShare(share / 2, size)'));
    const resumed = await checkout.run([...LONG, '--out', dir, '--resume']);
    expect([resumed.code, resumed.stderr]).toEqual([
      0,
      `Finished seeds of gmm-2d retain that are run again: ${done}. They were made by other code; it differs in strategies/retain/index.ts.\n`,
    ]);
    const record = recordIn(join(dir, 'retain'), 'gmm-2d');
    const whole = await checkout.run([...LONG, '--json']);
    expect(record.resultDigest).toBe((JSON.parse(whole.stdout) as { runs: [RunRecord] }).runs[0].resultDigest);
    expect(record.environment.madeBy?.map(({ seeds }) => seeds)).toEqual([[1, 2, 3, 4, 5, 6]]);
  });
});

describe('a record of a git checkout', () => {
  const checkout = copyCheckout();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: checkout.root });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'all');

  let count = 0;
  /** What a run into a folder of the checkout says of its code. */
  async function dirty(): Promise<boolean | null> {
    const out = join(checkout.root, `my-run-${count++}`);
    const args = ['run', 'gaussian', '--strategy', 'retain', '--tier', 'smoke', '--workers', '1', '--out', out];
    expect((await checkout.run(args)).code).toBe(0);
    const { environment } = recordIn(join(out, 'retain'), 'gaussian');
    expect(environment.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(environment.madeBy).toMatchObject([{ commit: environment.commit, dirty: environment.dirty }]);
    return environment.dirty;
  }

  it('is clean whatever lies in it that makes no numbers: its own folder, that of another run, notes', async () => {
    expect(await dirty()).toBe(false);
    writeFileSync(join(checkout.root, 'notes.txt'), 'mine');
    mkdirSync(join(checkout.root, 'benchmarks/strategies/unfinished'));
    writeFileSync(join(checkout.root, 'benchmarks/strategies/unfinished/index.ts'), 'export default 1;');
    expect(await dirty()).toBe(false);
  });

  it('is dirty where a file that is imported is in no commit, also one that git ignores', async () => {
    writeFileSync(join(checkout.root, 'benchmarks/strategies/retain/half.ts'), 'export const HALF = 1;');
    edit(checkout, RETAIN, (text) => `import './half.ts';\n${text}`);
    git('commit', '--quiet', '--all', '--message', 'forgets a file');
    expect(await dirty()).toBe(true);
    writeFileSync(join(checkout.root, '.git/info/exclude'), 'half.ts\n');
    expect(await dirty()).toBe(true);
    git('add', '--force', 'benchmarks/strategies/retain/half.ts');
    git('commit', '--quiet', '--message', 'has it');
    expect(await dirty()).toBe(false);
  });

  it('is dirty where a tracked file is other than in the commit', async () => {
    edit(checkout, RETAIN, (text) => `${text}\n`);
    expect(await dirty()).toBe(true);
  });
});
