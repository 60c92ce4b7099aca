import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { finished, startScript, temporaryFolder } from '../../support/cli.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A checkout with two entries, of which one prints what the other exports and what lies beside its source. */
function checkout(): {
  readonly write: (file: string, text: string) => void;
  readonly cache: string;
  readonly root: string;
} {
  const root = temporaryFolder();
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('package.json', '{ "type": "module", "imports": { "#benchmarks/*": "./benchmarks/*" } }');
  write('benchmarks/runner/planned-seed.ts', 'export const word: string = "first";');
  write(
    'benchmarks/cli/main.ts',
    `import { readFileSync } from 'node:fs';
     import { word } from '../runner/planned-seed.ts';
     export const main = (): void => console.log(word, readFileSync(new URL('./beside.txt', import.meta.url), 'utf8'));
     export const fail = (): never => { throw new Error('on purpose'); };`,
  );
  write('benchmarks/cli/beside.txt', 'beside');
  for (const file of ['compiled.mjs', 'source-lines.mjs'])
    copyFileSync(path.join(ROOT, 'benchmarks', 'runner', file), path.join(root, 'benchmarks', 'runner', file));
  mkdirSync(path.join(root, 'node_modules'));
  for (const name of ['esbuild', 'tsx', '@esbuild']) {
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(root, 'node_modules', name));
  }
  return { write, root, cache: path.join(root, 'node_modules', '.cache', 'heirloom', 'compiled') };
}

const run = (root: string, script: string) => {
  const compiled = JSON.stringify(path.join(root, 'benchmarks', 'runner', 'compiled.mjs'));
  return finished(
    startScript(['--input-type=module', '-e', `const { importCompiled } = await import(${compiled});\n${script}`]),
  );
};
const MAIN = "(await importCompiled('benchmarks/cli/main.ts')).main();";

describe('compiled code', () => {
  it('is kept, finds the files beside its sources, and is never older than these', async () => {
    const { root, cache, write } = checkout();
    expect(await run(root, MAIN)).toEqual({ code: 0, stdout: 'first beside\n', stderr: '' });
    const kept = readdirSync(cache);
    expect(kept).toHaveLength(1);
    expect((await run(root, MAIN)).stdout).toBe('first beside\n');
    expect(readdirSync(cache)).toEqual(kept);
    // A source that no entry's own file names is changed.
    write('benchmarks/runner/planned-seed.ts', 'export const word: string = "second";');
    expect((await run(root, MAIN)).stdout).toBe('second beside\n');
    expect(readdirSync(cache)).toHaveLength(2);
    // So is what sources import from outside their folder.
    write('reference/digests.json', '[]');
    await run(root, MAIN);
    expect(readdirSync(cache)).toHaveLength(3);
  });

  it('is made once by commands that start together', async () => {
    const { root, cache } = checkout();
    const all = await Promise.all(Array.from({ length: 4 }, () => run(root, MAIN)));
    expect(all.map(({ stdout }) => stdout)).toEqual(Array(4).fill('first beside\n'));
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it('of another program is kept under a digest of the folders that it reads, and made once by its threads', async () => {
    const { root, cache, write } = checkout();
    write(
      'leaderboard/job.ts',
      "import { word } from '#benchmarks/runner/planned-seed.ts'; export default () => word;",
    );
    write(
      'leaderboard/thread.mjs',
      `import { importCompiled } from '../benchmarks/runner/compiled.mjs';
       const program = { entries: ['leaderboard/job.ts'], folders: ['benchmarks', 'leaderboard'] };
       console.log((await importCompiled('leaderboard/job.ts', program)).default());`,
    );
    const threads = `const { Worker } = await import('node:worker_threads');
      for (let i = 0; i < 3; i++) new Worker(${JSON.stringify(path.join(root, 'leaderboard', 'thread.mjs'))}, { execArgv: [] });`;
    expect(await run(root, threads)).toEqual({ code: 0, stdout: 'first\n'.repeat(3), stderr: '' });
    expect(readdirSync(cache)).toHaveLength(1);
    // The command line has nothing of it.
    await run(root, MAIN);
    expect(readdirSync(cache)).toHaveLength(2);
    write('leaderboard/job.ts', "export default () => 'second';");
    expect((await run(root, threads)).stdout).toBe('second\n'.repeat(3));
    await run(root, MAIN);
    expect(readdirSync(cache)).toHaveLength(3);
  });

  it('shows the lines of its sources where something fails', async () => {
    const { root } = checkout();
    const { stderr } = await run(root, "(await importCompiled('benchmarks/cli/main.ts')).fail();");
    expect(stderr).toMatch(/benchmarks\/cli\/main\.ts:4/);
  });

  it('is done without where nothing can be kept', async () => {
    const { root, cache, write } = checkout();
    write('node_modules/.cache', 'a file where the folder should be');
    expect(await run(root, MAIN)).toEqual({ code: 0, stdout: 'first beside\n', stderr: '' });
    expect(() => readdirSync(cache)).toThrow();
  });

  it('leaves it to tsx to say what is wrong with a source', async () => {
    const { root, write } = checkout();
    write('benchmarks/cli/main.ts', 'export const main = (: void => {};');
    const { code, stderr } = await run(root, MAIN);
    expect(code).toBe(1);
    expect(stderr).toMatch(/main\.ts:1:21/);
  });
});
