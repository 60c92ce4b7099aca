/** About how long a seed takes, before any is run: for cutting a plan into even parts. Only the proportions count. */
import { PURE_ENGINE } from '../protocol/engine.ts';
import type { RunPlan } from './plan.ts';

/** Milliseconds of one generation at the quick tier. */
const GENERATION_MS: Readonly<Record<string, number>> = {};
/** Of a benchmark that is not listed. */
const OTHERS_MS = { closedForm: 10, network: 2_000 };

/** Expected time of one seed of a run, in milliseconds; the same with every strategy. */
export function expectedMs({ benchmark, engine }: Pick<RunPlan, 'benchmark' | 'engine'>): number {
  const others = engine === PURE_ENGINE.id ? OTHERS_MS.closedForm : OTHERS_MS.network;
  return (GENERATION_MS[benchmark.id] ?? others) * (benchmark.generations + 1);
}
