import { describe, expect, it } from 'vitest';
import { checkSource, RULES } from '../../../tools/lint/source-rules.ts';

const STRATEGY = 'benchmarks/strategies/alpha/index.ts';
const rulesOf = (code: string, file = STRATEGY): string[] => checkSource(file, code).map(({ rule }) => rule);

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
    expect(checkSource(STRATEGY, '\n\nconst x = y ** 2;')).toEqual([
      { file: STRATEGY, line: 3, rule: 'no-power', message: RULES.find(({ name }) => name === 'no-power')?.message },
    ]);
  });
});
