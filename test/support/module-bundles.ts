/** Bundles whose strategy is a module, honest ones and others. */
import { LICENCE_PATH, README_PATH } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { planRuns, type RunPlan } from '#benchmarks/runner/plan.ts';
import { moduleStrategies } from '#benchmarks/runner/sandbox/resolve.ts';
import { type BundleFiles, bundleOf, filledSubmission, type MadeRun, runOf } from './bundles.ts';
import { redigested } from './redigested.ts';

const TEXTS = { [README_PATH]: '# Of a test\n', [LICENCE_PATH]: 'Do what you like.\n' };

export interface ModuleRun {
  readonly benchmark?: string;
  /** The module whose run is passed off as this one's. */
  readonly as?: string;
  /** What is made of its record before it gets its digest. */
  readonly change?: (record: RunRecord) => RunRecord;
}

/** A run of the smoke tier. */
export async function runOfModule(
  source: string,
  { benchmark = 'gaussian', as = source, change = (record) => record }: ModuleRun = {},
): Promise<MadeRun> {
  const claims = await planOf(source, benchmark);
  const { record, files } = await runOf(as === source ? claims : await planOf(as, benchmark), claims);
  const texts = Object.entries(claims.strategy.module?.files ?? {});
  for (const [path, text] of texts) files.set(path, new TextEncoder().encode(text));
  return { record: redigested(change(record)), files };
}

/** A bundle of it that passes the check. */
export async function moduleBundle(source: string, title: string, run: ModuleRun = {}): Promise<BundleFiles> {
  const made = await runOfModule(source, run);
  return bundleOf([made], { ...filledSubmission([made.record]), title });
}

async function planOf(source: string, benchmark: string): Promise<RunPlan> {
  const [strategy] = await moduleStrategies({ name: 'module.ts', source, texts: TEXTS }, [{}]);
  if (strategy === undefined) throw new Error('A module gave no strategy.');
  const { spec } = strategy;
  const modules = new Map([[spec, [strategy]]]);
  const [plan] = planRuns({ benchmarks: [benchmark], strategies: [spec], tier: 'smoke', modules }).runs;
  if (plan === undefined) throw new Error(`The module can’t be run on ${benchmark}.`);
  return plan;
}
