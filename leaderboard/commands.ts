/** The commands that make a run again, or the controls that it needs. */
import type { Tier } from '../benchmarks/protocol/ids.ts';
import { type RunSettings, runCommand } from '../benchmarks/protocol/run-command.ts';
import { specSlug } from '../benchmarks/protocol/spec.ts';
import { getBenchmarkCard } from './cards.ts';

export function reproduceCommand(spec: string, tier: Tier, runs: readonly RunSettings[]): string {
  return runCommand([spec], runs, `reproduced/${specSlug(spec)}-${tier}`, getBenchmarkCard);
}

export function controlsCommand(run: RunSettings): string {
  return runCommand(['replace', 'oracle'], [run], `controls/${run.benchmark}-${run.tier}`, getBenchmarkCard);
}
