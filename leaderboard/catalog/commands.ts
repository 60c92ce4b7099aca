/** The commands that make a run again, or the controls that it needs. */

import { CONTROL_SPECS, type ControlSpec } from '#benchmarks/board/choose-controls.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { runCommand } from '#benchmarks/protocol/run-command.ts';
import { specSlug } from '#benchmarks/protocol/spec.ts';
import { benchmarkName, cardNamed } from '#benchmarks/suite/catalog.ts';
import { type PinnedRun, type PinnedStrategy, repeatObstacles, runObstacles } from './repeatable.ts';

/** What is said of a strategy's runs; `archive`: the name that its bundle is downloaded under. */
interface Reproduced extends PinnedStrategy {
  readonly spec: string;
  readonly archive: string;
}

/** Null where this checkout can't make the runs again (repeatable.ts). A module's are made from its bundle. */
export function reproduceCommand(
  { spec, archive, ...strategy }: Reproduced,
  tier: Tier,
  runs: readonly PinnedRun[],
): string | null {
  if (runs.length === 0 || repeatObstacles(strategy, runs).length > 0) return null;
  if (strategy.isModule) return `npx heirloom again ${archive}`;
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
