/**
 * A newcomer's strategy, metric and benchmark, added to a copy of this checkout by the pages of docs/ to the letter: few files,
 * which have the right types, keep the contract and give bundles that pass the check. Every night the whole suite runs there.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runPath, SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { commitAll, copyTree, followPage, linkPackages } from '../../support/newcomer/copied-tree.ts';
import { IN_COPY, PAGES } from '../../support/newcomer/pages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const root = path.join(temporaryFolder(), 'checkout');
const out = temporaryFolder();
const touched: string[] = [];

/** Vitest would take itself for one of this run's workers. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST$)/.test(name)),
) as NodeJS.ProcessEnv;

/** Runs Node in the copy. @throws where it ends badly, with what it printed */
function node(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}
const heirloom = (...args: readonly string[]): void => node('benchmarks/cli/bin.mjs', ...args);
const vitest = (suite: string, ...args: readonly string[]): void =>
  node(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--maxWorkers=1',
    '--config',
    `test/vitest.${suite}.config.ts`,
    ...args,
  );

const recordOf = (strategy: string, benchmark: string): RunRecord =>
  JSON.parse(readFileSync(path.join(out, strategy, runPath(benchmark)), 'utf8'));

/** Fills in what the draft leaves to people. */
function fillIn(file: string): void {
  const { strategy, ...draft } = JSON.parse(readFileSync(file, 'utf8'));
  const words = { title: 'By the pages of docs/', authors: [{ name: 'A newcomer' }], licence: 'CC0-1.0', attempts: 1 };
  const described = { ...strategy, description: 'As its card says.' };
  writeFileSync(file, JSON.stringify({ ...draft, ...words, strategy: described }));
}

describe.skipIf(process.env[IN_COPY])('a newcomer', () => {
  beforeAll(() => {
    copyTree(root);
    linkPackages(root);
  });

  it.each(PAGES)('follows $page, which touches the files that it names, at most $most', ({ page, most }) => {
    const followed = followPage(root, page);
    expect(followed.touched).toEqual(followed.named);
    expect(followed.touched.length).toBeGreaterThan(1);
    expect(followed.touched.length).toBeLessThanOrEqual(most);
    touched.push(...followed.touched);
    commitAll(root);
  });

  it('writes what the compiler takes', () => {
    const project = {
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: { incremental: false, plugins: [], typeRoots: [path.join(root, 'node_modules', '@types')] },
      files: touched.filter((file) => file.endsWith('.ts')).map((file) => path.join(root, file)),
      include: [],
    };
    const config = path.join(temporaryFolder(), 'tsconfig.json');
    writeFileSync(config, JSON.stringify(project));
    node('node_modules/typescript/bin/tsc', '--project', config);
  });

  it('gets bundles that pass the check', () => {
    const specs = ['replace', 'recent-two'];
    heirloom('run', 'gaussian@2', 'exponential', '--strategy', ...specs, '--tier', 'smoke', '--out', out);
    for (const spec of specs) {
      fillIn(path.join(out, spec, SUBMISSION_PATH));
      heirloom('check', path.join(out, spec));
    }
  });

  it('gets the numbers that the pages speak of', () => {
    const [alone, both] = [recordOf('replace', 'gaussian'), recordOf('recent-two', 'gaussian')];
    // Without older samples it is `replace`, bit for bit; then half of M is a generation older.
    const firstTwo = ({ trajectories }: RunRecord) => trajectories['w2-root']?.map((values) => values.slice(0, 2));
    expect(firstTwo(both)).toEqual(firstTwo(alone));
    expect(both.ledger[0]?.[2]?.synthetic).toEqual([
      { source: 'main', generation: 0, count: 50 },
      { source: 'main', generation: 1, count: 50 },
    ]);
    expect(both.division).toBe('accumulating');
    expect(Object.keys(both.metricDigests ?? {})).toEqual(['hellinger']);
    // Distances, examples and laws against closed forms.
    vitest('unit', 'test/unit/metrics/examples.test.ts', 'test/unit/laws/listed.test.ts');
  });

  it('keeps the contract', () => {
    vitest('contract', '--project', 'contract', '-t', '^(the catalog|on exponential|the quick tier of exponential) ');
  });
});
