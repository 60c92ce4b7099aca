/** Why this site can't run a submission again; null where it can. */
import { DEFAULT_ENGINE, PURE_ENGINE } from '#benchmarks/protocol/engine.ts';
import { repeatObstacles, runObstacles } from '../catalog/repeatable.ts';
import { type Claimed, pinned } from './claimed.ts';
import type { VerificationReason } from './reasons.ts';

/** Engines whose bits are the same on every machine. */
const EXACT_ENGINES: readonly string[] = [PURE_ENGINE.id, DEFAULT_ENGINE];

/** `isRecomputed`: its metrics are computed of its evidence, and no model is run. */
export function obstacleOf(
  { isOffBoards, official, parts, module, runs }: Claimed,
  isRecomputed: boolean,
): VerificationReason | null {
  if (isOffBoards) return { code: 'off-boards' };
  if (!official) return { code: 'unofficial' };
  if (isRecomputed) {
    const missing = runs.flatMap((run) => runObstacles(pinned(run))).find(({ code }) => code !== 'engine');
    return missing ? { code: 'obstacle', obstacle: missing.code } : null;
  }
  const [first] = repeatObstacles({ parts, isModule: module !== null }, runs.map(pinned));
  if (first) return { code: 'obstacle', obstacle: first.code };
  return runs.some(({ engine }) => !EXACT_ENGINES.includes(engine.id))
    ? { code: 'obstacle', obstacle: 'engine-bits' }
    : null;
}
