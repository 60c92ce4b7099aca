/**
 * Verifies what an outside trainer fitted: no model is run, every metric is computed again from what the entry's own models gave, with
 * the code that measures every run. Whoever made that up is not found out so, which is why it ranks nothing by itself.
 */
import { access } from 'node:fs/promises';
import { evidenceFolder, runPath } from '#benchmarks/bundle/layout.ts';
import { DEFAULT_ENGINE, PURE_ENGINE } from '#benchmarks/protocol/engine.ts';
import { isLearnerEngine } from '#benchmarks/protocol/outside.ts';
import { type RunRecord, runRecordSchema } from '#benchmarks/protocol/record.ts';
import type { Database } from '../db/database.ts';
import { bundleStore, type Content, pathOf, readContent } from '../intake/bundle-store.ts';
import { averageOf } from './average.ts';
import { type Claimed, type ClaimedDetails, type ClaimedRun, loadDetails } from './claimed.ts';
import { differenceOf } from './compare-seed.ts';
import { conclude } from './conclude.ts';
import { EvidenceDiffers } from './evidence-differs.ts';
import type { SeedDifference, VerificationReason } from './reasons.ts';
import type { VerificationReport } from './report.ts';
import type { RerunSeed } from './rerun/messages.ts';
import { begin, saveSeed, seedsOf } from './tasks.ts';
import type { VerifyOptions } from './verify.ts';

/** Files of a bundle by path. */
type Files = ReadonlyMap<string, Content>;

/** The bundle is on another machine's disk. */
export class NotHere extends Error {
  constructor(submissionId: string) {
    super(`the bundle of ${submissionId} is not in this worker's data directory; it waits for a worker that has it`);
  }
}

/** The evidence of a submission, with its records; null where a run has none, so that there is nothing to compute of. */
export async function evidenceOf({ prisma }: Database, { id, runs }: Claimed): Promise<Files | null> {
  if (runs.length === 0 || !runs.every(({ engine }) => isLearnerEngine(engine))) return null;
  const files = await prisma.bundleFile.findMany({
    where: { submissionId: id, OR: [{ path: { startsWith: 'evidence/' } }, { path: { startsWith: 'runs/' } }] },
    select: { path: true, sha256: true, bytes: true },
  });
  const found = new Map(files.map(({ path, ...content }) => [path, content]));
  const hasSome = ({ benchmark, seeds }: ClaimedRun): boolean =>
    seeds.some((seed) => [...found.keys()].some((path) => path.startsWith(`${evidenceFolder(benchmark.id, seed)}/`)));
  return runs.every(hasSome) ? found : null;
}

/** @throws NotHere; run-failed, or what afterSeed throws */
export async function recomputeSubmission(
  database: Database,
  claimed: Claimed,
  evidence: Files,
  options: VerifyOptions,
): Promise<VerificationReport> {
  const { id, runs } = claimed;
  await requireHere(database, id, evidence);
  const planned = runs.reduce((total, { seeds }) => total + seeds.length, 0);
  await begin(database.prisma, id, planned);
  for (const run of runs) {
    const reason = await recomputeRun(database, id, run, evidence, options);
    if (reason !== null) return conclude(database, claimed, { state: 'refuted', reason, runs: [] }, 'recomputed');
  }
  return conclude(database, claimed, { state: 'recomputed', reason: null, runs: [] }, 'recomputed');
}

/** Why a run is refuted; null where every metric is as it was claimed. */
async function recomputeRun(
  database: Database,
  id: string,
  run: ClaimedRun,
  evidence: Files,
  { runner, afterSeed }: VerifyOptions,
): Promise<VerificationReason | null> {
  const details = await loadDetails(database.prisma, run);
  const inputs = await inputsOf(database, run, evidence);
  const benchmark = run.benchmark.id;
  const known = (await seedsOf(database.prisma, id, benchmark)).filter(({ batch }) => batch === 'registered');
  for (const [position, seed] of run.seeds.entries()) {
    const done = known.find((one) => one.position === position);
    if (done !== undefined) {
      if (done.difference !== null) return differs(benchmark, seed, done.difference);
      continue;
    }
    const request = requestOf(database, details, position, evidence, inputs);
    let computed: RerunSeed;
    try {
      computed = await runner.run(request);
    } catch (error) {
      if (!(error instanceof EvidenceDiffers)) throw error;
      return { code: 'evidence', benchmark, seed, ...error.fault };
    }
    const own = withClaim(details, position, computed);
    const difference = differenceOf(details, position, own);
    await saveSeed(database, id, benchmark, {
      batch: 'registered',
      position,
      state: own.status.state,
      average: own.average,
      difference,
      samples: [],
      durationMs: own.durationMs,
    });
    await afterSeed(false);
    if (difference !== null) return differs(benchmark, seed, difference);
  }
  return null;
}

const differs = (benchmark: string, seed: number, difference: SeedDifference): VerificationReason => ({
  code: 'differs',
  benchmark,
  seed,
  ...difference,
});

function requestOf(
  database: Database,
  { benchmark, seeds, card, trajectories }: ClaimedDetails,
  position: number,
  evidence: Files,
  inputs: Readonly<Record<string, string>>,
) {
  const { size: _, ...planned } = benchmark;
  const seed = seeds[position] as number;
  const folder = `${evidenceFolder(benchmark.id, seed)}/`;
  const store = bundleStore(database);
  const files = [...evidence].flatMap(([path, { sha256 }]) =>
    path.startsWith(folder) ? [[path, pathOf(store, sha256)] as const] : [],
  );
  return {
    benchmark: planned,
    engine: card.engine === 'tensors' ? DEFAULT_ENGINE : PURE_ENGINE.id,
    strategy: { spec: '', module: null },
    seed,
    keepSamples: false,
    evidence: {
      files: Object.fromEntries(files),
      generations: trajectories[card.primary]?.[position]?.length ?? 0,
      inputs,
    },
  };
}

/** How a seed ended and what its ledger has are the claim's: no model was run that could say otherwise. */
function withClaim(claimed: ClaimedDetails, position: number, { metrics, truth, durationMs }: RerunSeed): RerunSeed {
  const { benchmark, card, seeds } = claimed;
  const status = claimed.statuses[position] as RerunSeed['status'];
  const ledger = claimed.ledger[position] ?? [];
  const measured = { benchmark, strategy: '', seed: seeds[position] as number, status, metrics, ledger, truth };
  return { status, average: averageOf(measured, card.primary), truth, metrics, ledger, samples: [], durationMs };
}

/** What the trainer read, by the record: it is in no table. */
async function inputsOf(database: Database, { benchmark }: ClaimedRun, files: Files) {
  const file = files.get(runPath(benchmark.id));
  if (file === undefined) return {};
  const bytes = await readContent(bundleStore(database), file);
  const record: RunRecord = runRecordSchema.parse(JSON.parse(bytes.toString('utf8')));
  return record.learner?.inputs ?? {};
}

/** @throws NotHere where the store of this process has none of the bundle */
async function requireHere(database: Database, id: string, files: Files): Promise<void> {
  const [first] = files.values();
  if (first === undefined) return;
  await access(pathOf(bundleStore(database), first.sha256)).catch(() => {
    throw new NotHere(id);
  });
}
