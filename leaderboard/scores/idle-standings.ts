/** The last step of a scoring job: how every entry stands beside the board's idle baselines, where the suite's rules name some. */
import { boardInput, scoringGroups } from '#benchmarks/board/groups.ts';
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import type { Difference } from '#benchmarks/scoring/index.ts';
import { overallRuleOf } from '#benchmarks/suite/manifests.ts';
import type { BoardKey, Entry } from '../boards/entries.ts';
import { type IdlePair, listIdleDue } from '../boards/idle.ts';
import { boardScope } from '../catalog/suites.ts';
import type { Database } from '../db/database.ts';
import { type IdleRow, saveIdleStandings } from '../db/save-idle.ts';
import { type Failure, settleTogether } from '../host/settle-each.ts';
import { scoreInWorker } from '../host/worker-pool.ts';
import { chunks } from './chunks.ts';
import { loadScoringData } from './outcomes.ts';

/** Computes the differences that are lacking or out of date; returns the submissions for which that failed. */
export async function completeIdleStandings(
  { prisma }: Database,
  key: BoardKey,
  cards: readonly BenchmarkCard[],
  entries: readonly Entry[],
): Promise<Failure<string>[]> {
  const due = await listIdleDue(prisma, key, entries);
  const failures: Failure<string>[] = [];
  const compare = async (ids: readonly string[]): Promise<void> => {
    const own = due.filter(({ entry }) => ids.includes(entry.id));
    const baselines = [...new Set(own.map(({ baseline }) => baseline.id))];
    const groups = scoringGroups(await loadScoringData(prisma, [...new Set([...ids, ...baselines])]), cards);
    for (const group of groups) {
      const { rows } = await scoreInWorker(boardInput(group, overallRuleOf(key.suite), new Map(), baselines));
      const differences = new Map(rows.map(({ id, against = {} }) => [id, against]));
      // Where newer controls have come meanwhile, their job is waiting.
      const current = own.filter(({ entry }) => entry.overall.basis === group.basis);
      await saveIdleStandings(
        prisma,
        current.flatMap((pair) => rowOf(key, pair, differences.get(pair.entry.id)?.[pair.baseline.id])),
      );
    }
  };
  const waiting = [...new Set(due.map(({ entry }) => entry.id))];
  for (const chunk of chunks(waiting)) failures.push(...(await settleTogether(chunk, compare)));
  return failures;
}

function rowOf(key: BoardKey, { entry, baseline, restsOn }: IdlePair, difference: Difference | undefined): IdleRow[] {
  if (difference === undefined) return [];
  const { value, interval } = difference;
  const [low, high] = interval ?? [null, null];
  const what = { submissionId: entry.id, board: boardScope(key), baseline: baseline.spec, baselineId: baseline.id };
  return [{ ...what, value, low, high, restsOn }];
}
