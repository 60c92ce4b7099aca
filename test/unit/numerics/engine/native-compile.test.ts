import { chmodSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCompiler } from '#benchmarks/numerics/engine/native/compiler.ts';
import { targetsHere } from '#benchmarks/numerics/engine/native/target.ts';
import { heirloom } from '../../../support/cli.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const compiler = findCompiler(process.env);
const fits = targetsHere().some(({ lack }) => lack === null);
/** Why nothing can be compiled here, or null. */
const lack = !fits ? 'no target for this processor' : typeof compiler === 'string' ? compiler : null;
const wasm = /build (relaxed|portable)/;
const RUN = [
  'run',
  'digits-vae',
  '--strategy',
  'replace',
  '--tier',
  'smoke',
  '--set',
  'steps=5',
  '--seeds',
  '1',
  '--generations',
  '1',
  '--json',
];

interface Outcome {
  readonly build: string;
  readonly digest: string;
  readonly lines: readonly string[];
}

/** A short run of a network, and what it said beside. */
async function train(env: Readonly<Record<string, string>>, ...options: string[]): Promise<Outcome> {
  const { code, stdout, stderr } = await heirloom([...RUN, ...options], env);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const [record] = JSON.parse(stdout).runs;
  const lines = stderr.split('\n').filter((line) => /kernel/.test(line));
  return { build: record.environment.build, digest: record.resultDigest, lines };
}

/** A folder whose `cc` is this script. */
function fakeCompiler(script: string): string {
  const folder = temporaryFolder();
  const file = path.join(folder, 'cc');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return folder;
}

describe.skipIf(!fits)('a run where the kernels are not compiled', () => {
  it('without a compiler on the PATH trains on WebAssembly, and says why', async () => {
    // What a run does need there is git, which may be in the compiler's folder.
    const env = { PATH: path.join(temporaryFolder(), 'empty'), CC: '', HEIRLOOM_CACHE: temporaryFolder() };
    const { build, digest, lines } = await train(env);
    expect(build).toMatch(/^(relaxed|portable)$/);
    expect(lines).toEqual([
      `No native kernels (no C compiler: none of cc, gcc, clang is on the PATH): networks train on the build ${build}, with the same results.`,
    ]);
    if (lack === null) expect(await train({})).toEqual({ build: expect.stringMatching(/^native-/), digest, lines: [] });
  });

  it('with a compiler that fails trains on WebAssembly, and says what the compiler said', async () => {
    const PATH = fakeCompiler('echo "addon.c:1: note: something" >&2; echo "cc: error: no headers here" >&2; exit 4');
    const cache = temporaryFolder();
    const { build, lines } = await train({ PATH, CC: '', HEIRLOOM_CACHE: cache });
    expect(lines).toEqual([
      `No native kernels (${path.join(PATH, 'cc')} failed: cc: error: no headers here): networks train on the build ${build}, with the same results.`,
    ]);
    expect(readdirSync(path.join(cache, 'native'))).toEqual([]);
  });

  it('on request says nothing', async () => {
    expect(await train({}, '--build', 'relaxed')).toMatchObject({ lines: [] });
  });
});

describe.skipIf(lack !== null)(`compiled kernels${lack === null ? '' : ` (skipped: ${lack})`}`, () => {
  it('are compiled for the command alone where the cache can’t be written, which is said', async () => {
    // A file where the folder would be: no one can write there, not even root.
    const blocked = path.join(temporaryFolder(), 'file');
    writeFileSync(blocked, '');
    const { build, lines } = await train({ HEIRLOOM_CACHE: blocked });
    expect(build).toMatch(/^native-/);
    expect(lines).toEqual([
      `Compiled kernels can't be kept in ${path.join(blocked, 'native')} (ENOTDIR) and were compiled for this command alone; HEIRLOOM_CACHE names another folder.`,
    ]);
  });

  it('are compiled by two processes at once, and kept for the next', async () => {
    const cache = temporaryFolder();
    const env = { HEIRLOOM_CACHE: cache };
    const both = await Promise.all([heirloom(['env'], env), heirloom(['env'], env)]);
    for (const { code, stdout, stderr } of both) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/on the build native-/);
    }
    const kept = readdirSync(path.join(cache, 'native'));
    expect(kept.map((name) => path.extname(name)).sort()).toEqual(['.json', '.node']);
    // With the same compiler by another name nothing is compiled again.
    const PATH = fakeCompiler('');
    symlinkSync(compilerPath(), path.join(PATH, 'clang'));
    expect((await heirloom(['env'], { ...env, CC: path.join(PATH, 'clang') })).stdout).toMatch(/on the build native-/);
    expect(readdirSync(path.join(cache, 'native')).sort()).toEqual(kept.sort());
  });

  it('that compute anything else are not used, which is said', async () => {
    const folder = temporaryFolder();
    const header = path.join(folder, 'wrong.h');
    // Sums that begin where nothing was cleared.
    writeFileSync(header, '#include <string.h>\n#define memset(to, value, bytes) ((void)(to))\n');
    const { code, stdout, stderr } = await heirloom(['env'], {
      CC: `${compilerPath()} -include ${header}`,
      HEIRLOOM_CACHE: folder,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(wasm);
    expect(stderr).toMatch(
      /^No native kernels \(\S+ is not used: it does not compute what WebAssembly does: columnSums\(.*\) differs at byte .*: networks train on the build \S+, with the same results\.\n$/,
    );
  });

  it('that the system does not load are not used, which is said', async () => {
    const PATH = fakeCompiler('while [ "$1" != -o ]; do shift; done; echo "no library" > "$2"');
    const { code, stdout, stderr } = await heirloom(['env'], { PATH, CC: '', HEIRLOOM_CACHE: temporaryFolder() });
    expect(code).toBe(0);
    expect(stdout).toMatch(wasm);
    expect(stderr).toMatch(/^No native kernels \(\S+ is not used: it does not load: .*with the same results\.\n$/);
  });
});

describe('--build', () => {
  it('names the builds there are', async () => {
    const { code, stderr } = await heirloom(['env', '--build', 'relax']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'heirloom: Received --build relax; did you mean relaxed?\n',
    });
  });

  it('that this machine has not gives another, and says why', async () => {
    const { id, lack: why } = targetsHere().find((target) => target.lack !== null) ?? { id: '', lack: '' };
    const { code, stdout, stderr } = await heirloom(['env', '--build', id]);
    expect(code).toBe(0);
    // Without a compiler it also says that nothing can be compiled.
    expect(stderr.startsWith(`No build ${id} (${why})`), stderr).toBe(true);
    expect(stderr).toContain('): networks train on the build ');
    expect(stdout).toContain('all builds give the same results');
  });
});

function compilerPath(): string {
  if (typeof compiler === 'string') throw new Error(compiler);
  return compiler.command;
}
