import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { THREADS, WORKER } from '../../../tools/image/assemble.ts';
import { packageOf, packagePlaces } from '../../../tools/image/packages.ts';
import { megabytes, productionMegabytes } from '../../../tools/image/size.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

describe('packagePlaces', () => {
  const lock = {
    '': { dependencies: { a: '1', c: '1' } },
    'node_modules/a': {
      dependencies: { b: '1', '@s/d': '1' },
      optionalDependencies: { 'd-linux': '1', 'd-other': '1' },
    },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': { peerDependencies: { e: '1', f: '1' }, peerDependenciesMeta: { f: { optional: true } } },
    'node_modules/e': {},
    'node_modules/f': {},
    'node_modules/c': { dependencies: { a: '1' } },
    'node_modules/@s/d': { dependencies: { b: '1' } },
    'node_modules/d-linux': {},
    'node_modules/d-other': {},
    'node_modules/unasked': {},
  };
  const isInstalled = (place: string) => place !== 'node_modules/d-other';

  it('takes what is needed from where Node finds it, and what is optional where it is installed', () => {
    expect(packagePlaces(lock, ['a'], isInstalled)).toEqual([
      'node_modules/@s/d',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/b',
      'node_modules/c',
      'node_modules/d-linux',
      'node_modules/e',
    ]);
  });

  it('names a package that is missing', () => {
    expect(() => packagePlaces(lock, ['d-other'], isInstalled)).toThrow(/"d-other", which the project needs/);
    expect(() => packagePlaces({ 'node_modules/a': { dependencies: { b: '1' } } }, ['a'], () => true)).toThrow(
      /"b", which node_modules\/a needs, is not installed/,
    );
  });
});

describe('packageOf', () => {
  it.each([
    ['zod', 'zod'],
    ['tsx/esm/api', 'tsx'],
    ['@stdlib/stats-base-dists-normal-cdf', '@stdlib/stats-base-dists-normal-cdf'],
    ['@citation-js/core/lib', '@citation-js/core'],
    ['node:fs', null],
    ['./errors.ts', null],
  ])('%s: %s', (specifier, expected) => {
    expect(packageOf(specifier)).toBe(expected);
  });
});

describe('the threads', () => {
  it('are all that the site has: what is plain JavaScript there is the entry of one', () => {
    const files = readdirSync(path.join(ROOT, 'leaderboard'), { recursive: true, encoding: 'utf8' });
    const entries = files.filter((name) => name.endsWith('.mjs')).map((name) => `leaderboard/${name}`);
    // What `heirloom worker` loads belongs to the command line, which the image has not.
    const ofCommands = ['leaderboard/verification/worker.mjs'];
    expect(entries.map((name) => name.replaceAll(path.sep, '/')).sort()).toEqual([...THREADS, ...ofCommands].sort());
  });
});

describe('megabytes', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heirloom-size-'));
    mkdirSync(path.join(folder, 'below'));
    writeFileSync(path.join(folder, 'below', 'a'), Buffer.alloc(3 * 2 ** 20, 1));
    symlinkSync('below', path.join(folder, 'again'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('counts each file once, rounded up', () => {
    // Three megabytes and the blocks of a folder.
    expect(megabytes(folder)).toBe(4);
  });
});

describe('productionMegabytes', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'heirloom-size-'));
    for (const [place, size] of [
      ['a', 2],
      ['a/node_modules/b', 3],
      ['tool', 5],
    ] as const) {
      mkdirSync(path.join(root, 'node_modules', place), { recursive: true });
      writeFileSync(path.join(root, 'node_modules', place, 'file'), Buffer.alloc(size * 2 ** 20, 1));
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('counts what is installed and not for development, nested packages once', () => {
    const places = {
      '': {},
      'node_modules/a': {},
      'node_modules/a/node_modules/b': {},
      'node_modules/tool': { dev: true },
      'node_modules/elsewhere': { optional: true },
    };
    expect(productionMegabytes(root, places)).toBe(5);
  });
});

describe('the Dockerfile', () => {
  const lines = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8').split('\n');

  it('makes its folder with the command that is tried without Docker, and takes nothing else from the build', () => {
    expect(lines).toContain('RUN npm run image -- /image');
    expect(lines.filter((line) => line.startsWith('COPY --from'))).toEqual(['COPY --from=build /image ./']);
  });

  it('is given no secrets or builds of this machine', () => {
    const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const kept = readFileSync(path.join(ROOT, '.gitignore'), 'utf8')
      .split('\n')
      .filter((line) => /^(node_modules|\.next|\.heirloom|leaderboard\/generated)/.test(line))
      .map((line) => line.replace(/\/$/, ''));
    expect(kept).toHaveLength(4);
    expect(kept.filter((line) => !ignored.includes(line))).toEqual([]);
  });
});

describe('npm run image', () => {
  it.each([[[]], [['a', 'b']]])('says what it expects when given %j', (args) => {
    expect(() =>
      execFileSync(process.execPath, [path.join(ROOT, 'scripts/tool.mjs'), 'image', ...args], { stdio: 'pipe' }),
    ).toThrow(/Expected one argument: the folder to fill, or --check/);
  });
});

describe('worker.js', () => {
  it.each([
    ['a server', {}, 'DATABASE_URL is not set'],
    [
      'a number',
      { DATABASE_URL: 'postgresql://x@localhost/x', HEIRLOOM_WORKER_SLOTS: 'two' },
      'is "two"; expected a whole number',
    ],
  ])(
    'asks for %s in words',
    (_, env, words) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-image-'));
      for (const name of ['benchmarks', 'leaderboard', 'prisma', 'node_modules', 'package.json'])
        symlinkSync(path.join(ROOT, name), path.join(folder, name));
      writeFileSync(path.join(folder, 'worker.js'), WORKER);
      const ran = spawnSync(process.execPath, [path.join(folder, 'worker.js')], {
        env: { ...process.env, DATABASE_URL: undefined, HEIRLOOM_WORKER_SLOTS: undefined, ...env },
        encoding: 'utf8',
      });
      expect(ran.status).toBe(2);
      expect(ran.stderr).toContain(words);
      rmSync(folder, { recursive: true });
    },
    120_000,
  );
});
