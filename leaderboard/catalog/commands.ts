/** The commands that make a run again, or the controls that it needs. */

import { CONTROL_SPECS, type ControlSpec } from '#benchmarks/board/choose-controls.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { StrategyPart } from '#benchmarks/protocol/record.ts';
import { runCommand } from '#benchmarks/protocol/run-command.ts';
import { specSlug } from '#benchmarks/protocol/spec.ts';
import { benchmarkName, cardNamed } from '#benchmarks/suite/catalog.ts';
import { type PinnedRun, repeatObstacles, runObstacles } from './repeatable.ts';

/** Null where this checkout can't make the runs again (repeatable.ts). */
export function reproduceCommand(
  { spec, parts }: { readonly spec: string; readonly parts: readonly StrategyPart[] },
  tier: Tier,
  runs: readonly PinnedRun[],
): string | null {
  if (runs.length === 0 || repeatObstacles(parts, runs).length > 0) return null;
  return runCommand([spec], runs.map(named), `reproduced/${specSlug(spec)}-${tier}`, cardNamed);
}

/** Null where no control that this checkout can run would be one of the run. */
export function controlsCommand(run: PinnedRun, controls: readonly ControlSpec[] = CONTROL_SPECS): string | null {
  if (runObstacles(run).length > 0) return null;
  return runCommand(controls, [named(run)], `controls/${run.benchmark}-${run.tier}`, cardNamed);
}

/** A run by the name that the command line takes. */
function named(run: PinnedRun): PinnedRun {
  return { ...run, benchmark: benchmarkName({ id: run.benchmark, version: run.version }) };
}
