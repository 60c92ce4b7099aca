import { describe, expect, it } from 'vitest';
import { DEFAULT_ENGINE } from '#benchmarks/protocol/engine.ts';
import { ENGINE_VERSIONS } from '#benchmarks/protocol/engine-versions.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import type { StrategyPart } from '#benchmarks/protocol/record.ts';
import { getBenchmarkCard, getStrategyCard } from '#leaderboard/catalog/cards.ts';
import { controlsCommand, reproduceCommand } from '#leaderboard/catalog/commands.ts';
import { type PinnedRun, type Provenance, repeatCaveats, repeatObstacles } from '#leaderboard/catalog/repeatable.ts';

const PURE = { id: 'js', version: '1' };
const TENSORS = { id: DEFAULT_ENGINE, version: ENGINE_VERSIONS[DEFAULT_ENGINE] };
const seedsUpTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A run at the quick tier as this checkout makes it. */
function run(benchmark: string, changes: Partial<PinnedRun> = {}): PinnedRun {
  const card = getBenchmarkCard(benchmark);
  if (card === null) throw new Error(`no benchmark ${benchmark}`);
  const { seeds, generations, params } = card.tiers.quick;
  return {
    benchmark,
    version: card.version,
    tier: 'quick',
    params: card.params.parse({ ...params }) as Params,
    generations,
    seeds: seedsUpTo(seeds),
    engine: card.engine === 'js' ? PURE : TENSORS,
    ...changes,
  };
}

function part(id: string, passed: Params = {}, changes: Partial<StrategyPart> = {}): StrategyPart {
  const card = getStrategyCard(id);
  if (card === null) return { id, version: 1, passed, resolved: passed, ...changes };
  return { id, version: card.version, passed, resolved: card.params.parse(passed) as Params, ...changes };
}

const retain = part('retain', { share: 0.1 });
const commandOf = (parts: readonly StrategyPart[], runs: readonly PinnedRun[]): string | null =>
  reproduceCommand({ spec: 'retain:share=0.1', archive: 'of.tar.gz', parts, isModule: false }, 'quick', runs);
const obstacles = (parts: readonly StrategyPart[], runs: readonly PinnedRun[]) =>
  repeatObstacles({ parts, isModule: false }, runs);

describe('an entry that this checkout can make again', () => {
  it('has a command with whatever isn’t the tier’s own', () => {
    expect(obstacles([retain], [run('gaussian')])).toEqual([]);
    expect(commandOf([retain], [run('gaussian'), run('regression')])).toBe(
      'npx heirloom run gaussian regression --strategy retain:share=0.1 --tier quick --out reproduced/retain-share-0.1-quick',
    );
    const other = run('gaussian', {
      seeds: [1, 2, 3],
      params: { ...run('gaussian').params, sampleSize: 50 },
    });
    expect(commandOf([retain], [other])).toBe(
      'npx heirloom run gaussian --strategy retain:share=0.1 --tier quick --seeds 3 --set sampleSize=50 --out reproduced/retain-share-0.1-quick',
    );
  });

  it('names an engine that isn’t the default', () => {
    const engine = { id: 'tfjs-node', version: ENGINE_VERSIONS['tfjs-node'] };
    expect(commandOf([retain], [run('digits-vae', { engine })])).toContain(' --tier quick --engine tfjs-node ');
    expect(commandOf([retain], [run('digits-vae')])).not.toContain('--engine');
  });

  it('has one of its bundle where the strategy is a module, which the checkout needn’t have', () => {
    const module = { parts: [part('a-remedy')], isModule: true };
    expect(repeatObstacles(module, [run('gaussian')])).toEqual([]);
    const command = (runs: PinnedRun[]) =>
      reproduceCommand({ spec: 'a-remedy', archive: 'heirloom-0123.tar.gz', ...module }, 'quick', runs);
    expect(command([run('gaussian')])).toBe('npx heirloom again heirloom-0123.tar.gz');
    expect(command([run('gaussian', { version: 99 })])).toBeNull();
  });
});

describe('an entry that it can’t', () => {
  const gaussian = run('gaussian');
  const benchmark = 'gaussian';
  const cases: readonly (readonly [string, readonly StrategyPart[], PinnedRun, object])[] = [
    ['a strategy that the catalog lacks', [part('widen-numpy')], gaussian, { code: 'strategy', id: 'widen-numpy' }],
    ['a part that the catalog lacks', [retain, part('widen-numpy')], gaussian, { code: 'strategy', id: 'widen-numpy' }],
    [
      'a strategy of another version',
      [{ ...retain, version: retain.version + 1 }],
      gaussian,
      { code: 'strategy-version', id: 'retain', version: retain.version + 1, here: retain.version },
    ],
    [
      'a strategy with other defaults',
      [{ ...retain, resolved: { ...retain.resolved, share: 0.2 } }],
      gaussian,
      { code: 'strategy-parameters', id: 'retain' },
    ],
    [
      'a strategy with a parameter that is gone',
      [part('retain', {}, { passed: { colour: 'red' } })],
      gaussian,
      { code: 'strategy-parameters', id: 'retain' },
    ],
    [
      'a benchmark that the catalog lacks',
      [retain],
      { ...gaussian, benchmark: 'sound' },
      { code: 'benchmark', benchmark: 'sound', version: 1, here: null },
    ],
    [
      'a benchmark of another version',
      [retain],
      { ...gaussian, version: 9 },
      { code: 'benchmark', benchmark, version: 9, here: 1 },
    ],
    [
      'a parameter of the benchmark that is gone',
      [retain],
      { ...gaussian, params: { ...gaussian.params, colour: 'red' } },
      { code: 'parameters', benchmark },
    ],
    ['seeds that don’t count from 1', [retain], { ...gaussian, seeds: [7, 8] }, { code: 'seeds', benchmark }],
    [
      'an engine of its own',
      [retain],
      { ...gaussian, engine: { id: 'numpy', version: '1.26' } },
      { code: 'engine', benchmark, engine: 'numpy 1.26', here: 'js 1' },
    ],
    [
      'an engine of another version',
      [retain],
      run('digits-vae', { engine: { id: 'wasm', version: '4.22.0+1' } }),
      {
        code: 'engine',
        benchmark: 'digits-vae',
        engine: 'wasm 4.22.0+1',
        here: `wasm ${ENGINE_VERSIONS.wasm}`,
      },
    ],
  ];
  for (const [name, parts, made, obstacle] of cases) {
    it(`for ${name} is told why, and has no command`, () => {
      expect(obstacles(parts, [made])).toEqual([obstacle]);
      expect(commandOf(parts, [made])).toBeNull();
    });
  }

  it('for a parameter that the tier sets and the run leaves out', () => {
    const { base: _, ...params } = run('text-transformer').params;
    const full = run('text-transformer', { tier: 'full', params });
    expect(obstacles([retain], [full])).toEqual([{ code: 'parameters', benchmark: 'text-transformer' }]);
  });

  it('has no command for one of its runs either: all, or none', () => {
    expect(commandOf([retain], [gaussian, run('regression', { seeds: [2] })])).toBeNull();
  });
});

describe('the controls of a run', () => {
  it('are named by a command only where they would be its controls', () => {
    expect(controlsCommand(run('gaussian'))).toBe(
      'npx heirloom run gaussian --strategy replace oracle --tier quick --out controls/gaussian-quick',
    );
    expect(controlsCommand(run('gaussian', { engine: { id: 'numpy', version: '1.26' } }))).toBeNull();
    expect(controlsCommand(run('gaussian', { seeds: [7, 8] }))).toBeNull();
    expect(controlsCommand(run('gaussian', { version: 9 }))).toBeNull();
  });
});

describe('the promise that the same digests come out', () => {
  const made = (changes: Partial<Provenance>, dirty: boolean | null = false, engine = PURE) =>
    repeatCaveats({
      label: 'maintained',
      verification: 'reported',
      runs: [{ engine, environment: { dirty } }],
      ...changes,
    });

  it('is made of what the owner ran, and of what was run again', () => {
    expect(made({})).toEqual([]);
    expect(made({}, null)).toEqual([]);
    expect(made({}, false, TENSORS)).toEqual([]);
    expect(made({ label: 'reported', verification: 'reproduced' })).toEqual([]);
  });

  it('is not made of what is reported, of changed code, or of an engine that differs between machines', () => {
    expect(made({ label: 'reported' })).toEqual(['reported']);
    expect(made({}, true)).toEqual(['dirty']);
    expect(made({}, false, { id: 'tfjs-node', version: '4.22.0' })).toEqual(['engine']);
  });
});
