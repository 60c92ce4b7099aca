/** About how long a seed takes, before any is run: for cutting a plan into even parts. Only the proportions count. */
import { PURE_ENGINE } from '../protocol/engine.ts';
import type { RunPlan } from './plan.ts';

/**
 * Milliseconds of one generation, loading left out where many seeds share it: `run BENCHMARK… --strategy replace --tier quick
 * --workers 1 --json`, the seeds after the first of closed forms, one seed of networks; seedDurationMs / (generations + 1).
 */
const GENERATION_MS: Readonly<Record<string, number>> = {
  gaussian: 0.4,
  'gaussian-drift': 0.2,
  regression: 0.3,
  'word-frequencies': 4,
  'words-drift': 41,
  'gmm-2d': 30,
  'gmm-drift': 21,
  'ngram-text': 80,
  'digits-vae': 5_100,
  'digits-longtail': 4_000,
  'digits-drift': 6_300,
  'text-transformer': 15_800,
};
/** Of a benchmark that is not listed. */
const OTHERS_MS = { closedForm: 20, network: 6_000 };

/** Expected time of one seed of a run, in milliseconds; the same with every strategy. */
export function expectedMs({ benchmark, engine }: Pick<RunPlan, 'benchmark' | 'engine'>): number {
  const others = engine === PURE_ENGINE.id ? OTHERS_MS.closedForm : OTHERS_MS.network;
  return (GENERATION_MS[benchmark.id] ?? others) * (benchmark.generations + 1);
}
