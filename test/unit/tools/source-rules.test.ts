import { describe, expect, it } from 'vitest';
import { checkSource, RULES } from '../../../tools/lint/source-rules.ts';

const METRIC = 'benchmarks/metrics/alpha.ts';
const STRATEGY = 'benchmarks/strategies/alpha/index.ts';
const rulesOf = (code: string, file = METRIC): string[] => checkSource(file, code).map(({ rule }) => rule);

describe('source rules', () => {
  it.each([
    ['no-math-random', 'const x = Math.random();'],
    ['no-math-random', 'const draw = Math.random;'],
    ['no-power', 'const x = y ** 2;'],
    ['no-power', 'x **= 2;'],
    ['no-power', 'const x = Math.pow(y, 2);'],
    ['no-clock', 'const now = Date.now();'],
    ['no-clock', 'const now = new Date();'],
    ['no-clock', 'const clock = { now: Date };'],
    ['no-clock', 'const now = performance.now();'],
    ['no-clock', 'const now = globalThis.Date.now();'],
    ['no-system-randomness', 'const id = crypto.randomUUID();'],
    ['only-runner-loads', 'const module = await requireStrategy(id).load();'],
  ])('%s refuses %s', (rule, code) => {
    expect(rulesOf(code)).toEqual([rule]);
  });

  it.each([
    'const x = y * y; // y ** 2 and Math.pow(y, 2) are banned, Math.random() too',
    'const text = "Date.now() ** Math.random()";',
    'const x = Math.exp(2 * Math.log(y));',
    'const header = { mtime: new Date(0) };',
    'interface Row { readonly Date: string }',
    'const when = row.Date;',
    'table.load(rows);',
  ])('allows %s', (code) => {
    expect(rulesOf(code)).toEqual([]);
  });

  it.each([
    ['strategies-keep-nothing', 'let first;'],
    ['strategies-keep-nothing', 'const seen = new Map();'],
    ['strategies-keep-nothing', 'export const seen = [];'],
    ['strategies-keep-nothing', "import { card } from './card.ts'; function f(x) { card.note = x; }"],
    ['strategies-keep-nothing', "import { draw } from '../draw.ts'; function f(x) { draw.calls[0]++; }"],
    ['strategies-keep-nothing', 'function f(x) { f.last = x; }'],
    ['strategies-stay-inside', 'function f(x) { globalThis.last = x; }'],
    ['strategies-stay-inside', "const f = () => import('../../data/words.ts');"],
    ['strategies-stay-inside', "const f = () => process.getBuiltinModule('fs');"],
    ['strategies-stay-inside', 'const f = (rng) => new rng.constructor("d0");'],
    ['strategies-stay-inside', 'function f(g) { Map.prototype.get = g; }'],
    ['strategies-stay-inside', 'const f = (rng) => Object.getPrototypeOf(rng);'],
    ['strategies-stay-inside', 'const here = () => import.meta.url;'],
  ])('%s refuses %s in a strategy, and in nothing else', (rule, code) => {
    expect(rulesOf(code, STRATEGY)).toEqual([rule]);
    expect(rulesOf(code)).toEqual([]);
  });

  it.each([
    'const SHARE = 0.5;',
    "export const card = defineStrategyCard({ id: 'alpha' });",
    'export default defineStrategy(card, () => { let first; return { sample: () => { first ??= 1; } }; });',
    'function f(units, kind) { units[kind] = 1; units.total = 2; }',
  ])('allows %s in a strategy', (code) => {
    expect(rulesOf(code, STRATEGY)).toEqual([]);
  });

  it('lets runner and command line read the clock, but not draw without a seed', () => {
    const code = 'const x = [Date.now(), Math.random()];';
    expect(rulesOf(code, 'benchmarks/runner/run.ts')).toEqual(['no-math-random']);
    expect(rulesOf(code, 'benchmarks/cli/commands/run.ts')).toEqual(['no-math-random']);
  });

  it('lets the runner alone load plugin code', () => {
    const code = 'await entry.load();';
    expect(rulesOf(code, 'benchmarks/runner/planned-seed.ts')).toEqual([]);
    expect(rulesOf(code, 'benchmarks/cli/commands/list.ts')).toEqual(['only-runner-loads']);
    expect(rulesOf(code, 'leaderboard/catalog/cards.ts')).toEqual(['only-runner-loads']);
  });

  it('lets one file alone write to the standard streams, and none to the console', () => {
    for (const code of [
      "process.stdout.write('x');",
      "console.error('x');",
      "const { write } = process.stderr; process.stderr.write('x');",
    ])
      for (const file of [
        'benchmarks/cli/commands/list.ts',
        'leaderboard/intake/uploads.ts',
        'app/start.ts',
        'scripts/start.mjs',
      ])
        expect(rulesOf(code, file)).toEqual(['one-gate']);
    expect(rulesOf("process.stdout.write('x');", 'benchmarks/protocol/print.ts')).toEqual([]);
    expect(rulesOf("process.stdout.write('x');", 'scripts/support/print.mjs')).toEqual([]);
    expect(rulesOf('stream.write(console);', 'benchmarks/cli/progress.ts')).toEqual([]);
  });

  it('names file, line and remedy', () => {
    expect(checkSource(METRIC, '\n\nconst x = y ** 2;')).toEqual([
      { file: METRIC, line: 3, rule: 'no-power', message: RULES.find(({ name }) => name === 'no-power')?.message },
    ]);
  });
});
