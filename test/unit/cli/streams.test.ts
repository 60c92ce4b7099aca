/** Readers that leave, disks that are full and paths that can't be: a command says so, or goes on, and its exit code holds. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tarOf, tempFile } from '../../support/archives.ts';
import { type Finished, finished, heirloom, startHeirloom } from '../../support/cli.ts';
import { canMount, mountSmallDisk, WHY_SKIPPED } from '../../support/small-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../../benchmarks/cli/bin.mjs', import.meta.url));
const SMOKE = ['run', 'gaussian', '--strategy', 'replace', '--tier', 'smoke'];
const FULL = '/dev/full';

/** Runs a command whose readers are gone from the start. */
function unread(args: readonly string[], streams: readonly ('stdout' | 'stderr')[], env = {}): Promise<Finished> {
  const child = startHeirloom(args, env);
  for (const name of streams) child[name]?.destroy();
  return finished(child);
}

/** Runs a command with standard output on a file. */
async function into(file: string, args: readonly string[]): Promise<Finished> {
  const descriptor = openSync(file, 'w');
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', descriptor, 'pipe'] });
  closeSync(descriptor);
  return finished(child);
}

function emptyBundle(): string {
  const bundle = join(temporaryFolder(), 'bundle');
  mkdirSync(bundle);
  return bundle;
}

describe('a reader that leaves', () => {
  it('of stderr ends no run', async () => {
    const dir = join(temporaryFolder(), 'out');
    // `adversarial` needs a learner with gradients: that is said on stderr.
    const { code, stdout } = await unread([...SMOKE, '--strategy', 'adversarial', '--out', dir], ['stderr']);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Next: npx heirloom report`)]);
    expect(existsSync(join(dir, 'replace/runs/gaussian.json'))).toBe(true);
  });

  it('of both leaves the exit code of a refused submission, of a failed check and of an unknown name', async () => {
    const submit = ['submit', emptyBundle(), '--site', 'http://127.0.0.1:1'];
    expect((await unread(submit, ['stdout', 'stderr'], { HEIRLOOM_TOKEN: 'x' })).code).toBe(4);
    expect((await unread(['check', emptyBundle()], ['stdout', 'stderr'])).code).toBe(4);
    expect((await unread(['show', 'nothing'], ['stdout', 'stderr'])).code).toBe(2);
  });

  it('of stdout is no error, and not the end of a failed check', async () => {
    expect(await unread(['list', '--json'], ['stdout'])).toMatchObject({ code: 0, stderr: '' });
    expect(await unread(['--help'], ['stdout'])).toMatchObject({ code: 0, stderr: '' });
    expect(await unread(['check', emptyBundle()], ['stdout'])).toMatchObject({ code: 4, stderr: '' });
  });
});

describe.runIf(existsSync(FULL))('a full disk', () => {
  const NO_SPACE = 'no space is left on the device (ENOSPC). Make room there, and repeat the command.';

  it.each([[[...SMOKE, '--json']], [['list']], [['--help']], [['show', 'gaussian', '--json']]])(
    'under standard output is said: %j',
    async (args) => {
      expect(await into(FULL, args)).toMatchObject({
        code: 5,
        stderr: `heirloom: Could not write standard output: ${NO_SPACE}\n`,
      });
    },
  );

  it('is no fault of a command that had nothing to print', async () => {
    expect(await into(FULL, ['show', 'nothing'])).toMatchObject({
      code: 2,
      stderr: 'heirloom: Unknown name "nothing". npx heirloom list lists all.\n',
    });
  });

  it('under the folder of a run is said, and the run goes on afterwards', async () => {
    const dir = join(temporaryFolder(), 'out');
    const run = [...SMOKE, '--out', dir];
    await heirloom(run);
    const record = join(dir, 'replace/runs/gaussian.json');
    const { resultDigest } = JSON.parse(readFileSync(record, 'utf8'));
    rmSync(record);
    // What the record is first written to has no room.
    symlinkSync(FULL, `${record}.tmp`);
    expect(await heirloom([...run, '--resume'])).toEqual({
      code: 5,
      stdout: '',
      stderr: `heirloom: Could not write ${record}: ${NO_SPACE} With --resume it goes on in ${dir}: finished seeds are kept.\n`,
    });
    expect((await heirloom([...run, '--resume'])).code).toBe(0);
    expect(JSON.parse(readFileSync(record, 'utf8')).resultDigest).toBe(resultDigest);
  });

  it('under the page of a report is said', async () => {
    const dir = join(temporaryFolder(), 'out');
    await heirloom([...SMOKE, '--out', dir]);
    const { code, stderr } = await heirloom(['report', dir, '--html', FULL]);
    expect([code, stderr]).toEqual([5, `heirloom: Could not write ${FULL}: ${NO_SPACE}\n`]);
  });
});

describe.skipIf(!canMount())(`a full disk under what an archive unpacks to (${WHY_SKIPPED})`, () => {
  it.each([[['check']], [['submit', '--site', 'http://127.0.0.1:1']]])(
    'is said: %j',
    async ([command = '', ...options]) => {
      const disk = mountSmallDisk(65_536);
      const record = { path: 'runs/gaussian.json', bytes: new Uint8Array(1_000_000) };
      const archive = tempFile(gzipSync(tarOf([record])));
      const env = { TMPDIR: disk?.folder ?? '', HEIRLOOM_TOKEN: 'x' };
      const { code, stderr } = await heirloom([command, archive, ...options], env);
      disk?.remove();
      expect([code, stderr]).toEqual([
        5,
        expect.stringMatching(
          /^heirloom: Could not write .*: no space is left on the device \(ENOSPC\)\. Make room there/,
        ),
      ]);
    },
  );
});

describe('a path that can’t be', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  symlinkSync('loop', join(folder, 'loop'));
  const below = join(file, 'below');
  const long = join(folder, 'x'.repeat(300));

  it.each([
    [[...SMOKE, '--out', file], /Could not open .*file: a part of the path is a file, where a folder/],
    [[...SMOKE, '--out', below], /Could not write .*file\/below: a part of the path is a file, where a folder/],
    [[...SMOKE, '--out', long], /Could not write .*xx: the name is too long \(ENAMETOOLONG\)\. Give a shorter one\./],
    [['check', below], /Could not open .*below: a part of the path is a file/],
    [['check', join(folder, 'loop')], /Could not open .*loop: its links lead in a circle/],
    [['submit', long, '--site', 'http://127.0.0.1:1'], /Could not open .*xx: the name is too long/],
    [['snapshot', 'verify', folder], /There is no readable file .*EISDIR/],
  ])('is said as such: %j', async (args, message) => {
    const { code, stdout, stderr } = await heirloom(args, { HEIRLOOM_TOKEN: 'x' });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
    expect(stderr).not.toMatch(/bug|^\s+at /m);
  });

  it.runIf(existsSync('/proc/self'))(
    'is said where a file system refuses folders by saying that there are none',
    async () => {
      const { code, stderr } = await heirloom([...SMOKE, '--out', '/proc/heirloom']);
      expect([code, stderr]).toEqual([2, expect.stringContaining('Could not write /proc/heirloom: there is no such')]);
    },
  );
});
