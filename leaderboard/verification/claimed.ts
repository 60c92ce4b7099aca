/** What a submission claims, read back from the database: all that its result digests cover. */
import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { recordFormat } from '#benchmarks/protocol/card.ts';
import { type CompactLedger, expandLedger } from '#benchmarks/protocol/compact-ledger.ts';
import { canonicalJson, sha256, toDigestible } from '#benchmarks/protocol/digest.ts';
import type { Params, Tier } from '#benchmarks/protocol/ids.ts';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import { isLater } from '#benchmarks/protocol/metric.ts';
import type { Engine, RunRecord, SeedStatus, StrategyPart, Trajectory } from '#benchmarks/protocol/record.ts';
import type { RecordedModule } from '#benchmarks/protocol/recorded-module.ts';
import type { Division, Regime } from '#benchmarks/protocol/regime.ts';
import { moduleCardSchema, recordedModule } from '#benchmarks/protocol/strategy-module.ts';
import { findCard } from '#benchmarks/suite/catalog.ts';
import { suiteOf } from '#benchmarks/suite/manifests.ts';
import type { PinnedRun } from '../catalog/repeatable.ts';
import type { Queryable } from '../db/data-version.ts';
import { unpackTrajectory } from '../db/pack-trajectory.ts';
import type { ModuleToRun } from './rerun/messages.ts';

export interface ClaimedRun {
  readonly runId: number;
  readonly benchmark: RunRecord['benchmark'];
  readonly official: boolean;
  readonly seeds: readonly number[];
  readonly engine: Engine;
  readonly setupDigest: string;
  readonly resultDigest: string;
  readonly division: Division;
  readonly regime: Regime;
  readonly statuses: readonly SeedStatus[];
  readonly truth: RunRecord['truth'];
}

/** With what takes room: loaded for one run at a time. */
export interface ClaimedDetails extends ClaimedRun {
  readonly card: BenchmarkCard;
  readonly trajectories: Readonly<Record<string, Trajectory>>;
  readonly ledger: readonly (readonly LedgerEntry[])[];
}

export interface Claimed {
  readonly id: string;
  readonly spec: string;
  readonly tier: Tier;
  readonly official: boolean;
  readonly isOffBoards: boolean;
  readonly parts: readonly StrategyPart[];
  /** Where its strategy is a module: what is run, and what its records say of it. */
  readonly module: (ModuleToRun & { readonly recorded: RecordedModule }) | null;
  readonly runs: readonly ClaimedRun[];
}

export async function loadClaimed(client: Queryable, id: string): Promise<Claimed | null> {
  const found = await client.submission.findUnique({
    where: { id },
    select: {
      spec: true,
      tier: true,
      official: true,
      tombstone: true,
      parts: { orderBy: { position: 'asc' } },
      module: true,
    },
  });
  if (!found) return null;
  const runs = await client.run.findMany({ where: { submissionId: id }, orderBy: { id: 'asc' } });
  return {
    id,
    spec: found.spec,
    tier: found.tier,
    official: found.official,
    isOffBoards: found.tombstone !== null,
    parts: found.parts.map(({ strategyId, strategyVersion, passed, resolved }) => ({
      id: strategyId,
      version: strategyVersion,
      passed: passed as Params,
      resolved: resolved as Params,
    })),
    module: found.module && moduleOf(found.module),
    runs: runs.map((run) => ({
      runId: run.id,
      benchmark: {
        id: run.benchmarkId,
        version: run.benchmarkVersion,
        tier: found.tier,
        params: run.params as Params,
        generations: run.generations,
        size: run.size,
      },
      official: run.official,
      seeds: run.seeds,
      engine: { id: run.engineId, version: run.engineVersion },
      setupDigest: run.setupDigest,
      resultDigest: run.resultDigest,
      division: run.division,
      regime: run.regime as Regime,
      statuses: run.statuses as SeedStatus[],
      truth: run.truth as RunRecord['truth'],
    })),
  };
}

function moduleOf({ name, source, card }: { name: string; source: Uint8Array; card: string }): Claimed['module'] {
  const recorded = recordedModule(moduleCardSchema.parse(JSON.parse(card)));
  return { name, source: new TextDecoder('utf-8', { ignoreBOM: true }).decode(source), card, recorded };
}

/** A run as what this checkout has is compared with. */
export function pinned({ benchmark, engine, seeds }: ClaimedRun): PinnedRun {
  const { id, version, tier, params, generations } = benchmark;
  return { benchmark: id, version, tier, params, generations, seeds, engine };
}

export async function loadDetails(client: Queryable, run: ClaimedRun): Promise<ClaimedDetails> {
  const { runId } = run;
  const stored = await client.trajectory.findMany({ where: { runId } });
  const { ledger } = await client.runLedger.findUniqueOrThrow({ where: { runId }, select: { ledger: true } });
  return {
    ...run,
    card: requireCard(run),
    trajectories: Object.fromEntries(stored.map(({ metric, ...packed }) => [metric, unpackTrajectory(packed)])),
    ledger: expandLedger(ledger as unknown as CompactLedger),
  };
}

export function requireCard({ benchmark: { id, version } }: Pick<ClaimedRun, 'benchmark'>): BenchmarkCard {
  const card = findCard({ id, protocol: version });
  if (card === null) throw new Error(`This checkout has no benchmark ${id}@${version}.`);
  return card;
}

/** The result digest of what was claimed, with the sample files that this site's own run left. */
export function digestWith(
  run: ClaimedDetails,
  { parts, module }: Pick<Claimed, 'parts' | 'module'>,
  samples: readonly string[],
): string {
  const { benchmark, official, regime, division, seeds, engine, truth, trajectories, ledger, statuses, card } = run;
  const later = card.metrics.filter(isLater).map(({ id }) => id);
  const record = {
    format: recordFormat(card),
    suite: suiteOf(benchmark),
    benchmark,
    official,
    regime,
    division,
    seeds: [...seeds],
    engine,
    truth,
    trajectories,
    ledger: ledger.map((entries) => [...entries]),
    strategy: { spec: '', parts: [...parts], ...(module && { module: module.recorded }) },
    statuses: [...statuses],
    // Of a sample file the digest covers its content alone.
    samples: samples.map((hash) => ({ path: '', seed: 0, generation: 0, sha256: hash })),
  };
  return sha256(canonicalJson(toDigestible(record as unknown as RunRecord, later)));
}
