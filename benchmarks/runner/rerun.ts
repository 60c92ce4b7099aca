/** Runs a record's run again: as it was, or on other seeds. */
import { sameJson } from '../protocol/digest.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { RunRecord } from '../protocol/record.ts';
import { type Plan, planRuns, type RunPlan, resolveStrategy } from './plan.ts';
import { type RunOptions, runPlan } from './run.ts';
import type { ModuleFile } from './sandbox/module-file.ts';
import { moduleStrategies } from './sandbox/resolve.ts';

/** What says which run: a record, or what stands of it in a database. */
export type RunToRepeat = Pick<RunRecord, 'benchmark' | 'strategy' | 'seeds'> & {
  readonly engine: Pick<RunRecord['engine'], 'id'>;
  /** Whose samples it has; their hashes are part of the digest. */
  readonly samples?: readonly Pick<RunRecord['samples'][number], 'seed'>[];
};

export interface RerunOptions extends Pick<RunOptions, 'workers' | 'signal' | 'build' | 'onSeed' | 'onStart'> {
  /** The module of the bundle; needed where the record says that its strategy was one. */
  readonly module?: ModuleFile;
  /** Other seeds than the record's, each from 1 to 2³¹ − 1. */
  readonly seeds?: readonly number[];
}

/**
 * The plan of a record's run.
 * @throws HeirloomError bad-parameter where it can't be run here: a strategy of another process, other versions, a module that is
 * not the one of the record
 */
export async function planAgain(
  run: RunToRepeat,
  { module, seeds }: Pick<RerunOptions, 'module' | 'seeds'>,
): Promise<Plan> {
  const { id, version, tier, params, generations } = run.benchmark;
  const name = `${id}@${version}`;
  const strategy = await strategyAgain(run.strategy, module);
  const spec = strategy.spec;
  const plan = planRuns({
    ...{ benchmarks: [name], strategies: [spec], tier, generations, set: params, seeds: run.seeds.length },
    modules: new Map([[spec, [strategy]]]),
    ...(run.engine.id === 'wasm' || run.engine.id === 'tfjs-node' ? { engine: run.engine.id } : {}),
  });
  const [planned] = plan.runs;
  if (planned === undefined)
    throw new HeirloomError('bad-parameter', `${spec} can’t be run on ${name}: ${plan.notApplicable[0]?.reason}.`);
  return { ...plan, runs: [withSeeds(planned, seeds ?? run.seeds)] };
}

/** Runs it, and gives the record: of its own seeds, the digest of an honest result is the record's. @throws HeirloomError as planAgain and runPlan */
export async function rerunRecord(run: RunToRepeat, options: RerunOptions): Promise<RunRecord> {
  const { module, seeds, ...running } = options;
  const plan = await planAgain(run, { ...(module && { module }), ...(seeds && { seeds }) });
  const samples = run.samples?.some(({ seed }) => seed !== run.seeds[0]) ? 'all' : 'first';
  const [record] = await runPlan(plan, { ...running, samples, output: null });
  return record as RunRecord;
}

async function strategyAgain({ spec, parts, outside, module }: RunRecord['strategy'], file: ModuleFile | undefined) {
  if (outside !== undefined)
    throw new HeirloomError(
      'bad-parameter',
      `${spec} was a process of its own (exec:…), which can’t be run again here.`,
    );
  if (module === undefined) {
    const strategy = resolveStrategy(spec);
    if (sameJson([...strategy.parts], [...parts])) return strategy;
    throw new HeirloomError(
      'bad-parameter',
      `${spec} was run with other versions or parameters of its strategies than this checkout has; run it with the version of Heirloom that made it.`,
    );
  }
  if (file === undefined)
    throw new HeirloomError('bad-parameter', `${spec} is a module; expected the bundle’s strategy/module.ts or .js.`);
  const [strategy] = await moduleStrategies(file, [parts[0]?.passed ?? {}]);
  if (strategy === undefined || strategy.module.sha256 !== module.sha256 || strategy.module.card !== module.card)
    throw new HeirloomError(
      'bad-parameter',
      `The record says that the module of ${spec} has the SHA-256 ${module.sha256} and its card ${module.card}; received ${strategy?.module.sha256} and ${strategy?.module.card}.`,
    );
  return strategy;
}

/** A run of other seeds than a tier's is no official one. */
const withSeeds = (run: RunPlan, seeds: readonly number[]): RunPlan => ({
  ...run,
  official: run.official && sameJson([...run.seeds], [...seeds]),
  seeds: [...seeds],
});
