/** The runs of a submission as its page shows them, one for each benchmark. */
import { placeOf } from '#benchmarks/bundle/layout.ts';
import { samplesCommand } from '#benchmarks/bundle/light/format.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { isLater } from '#benchmarks/protocol/metric.ts';
import type { Environment, SeedStatus, Timings } from '#benchmarks/protocol/record.ts';
import type { Regime } from '#benchmarks/protocol/regime.ts';
import { NO_COST } from '../boards/cost.ts';
import type { ScoreDetails } from '../boards/rows.ts';
import { getBenchmarkCard, histogramViews, metricView, singleMetrics } from '../catalog/cards.ts';
import type { StoredCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import { MISSING_SCORE } from '../scores/words.ts';
import type { HorizonView, RunView } from '../views/index.ts';
import { horizonView, loadByHorizon } from './horizons.ts';
import type { Charted } from './trajectories.ts';

/** Stopped seeds that are listed. */
const MAX_STOPPED = 20;

/** The runs in the suite's order. */
export async function listRunViews(
  client: Queryable,
  submission: Charted,
  cards: readonly StoredCard[],
  details: readonly ScoreDetails[],
): Promise<RunView[]> {
  const runs = await client.run.findMany({
    where: { submissionId: submission.id },
    select: {
      benchmarkId: true,
      benchmarkVersion: true,
      params: true,
      generations: true,
      size: true,
      official: true,
      division: true,
      regime: true,
      seeds: true,
      statuses: true,
      seedCount: true,
      divergedCount: true,
      failedCount: true,
      engineId: true,
      engineVersion: true,
      environment: true,
      timings: true,
      resultDigest: true,
    },
  });
  const measured = await laterMetricsOf(client, submission.id, cards);
  const light = await lightRuns(client, submission.id);
  const views: RunView[] = [];
  for (const card of cards) {
    const run = runs.find(({ benchmarkId }) => benchmarkId === card.id);
    if (!run) continue;
    const detail = details.find(({ benchmark }) => benchmark === card.id);
    const statuses = run.statuses as unknown as SeedStatus[];
    const lacking = new Set(
      card.metrics.filter((metric) => isLater(metric) && !measured.has(`${card.id} ${metric.id}`)).map(({ id }) => id),
    );
    const had = { metrics: card.metrics.filter(({ id }) => !lacking.has(id)) };
    const missed = { metrics: card.metrics.filter(({ id }) => lacking.has(id)) };
    const timings = run.timings as unknown as Timings;
    views.push({
      benchmark: {
        id: card.id,
        version: run.benchmarkVersion,
        name: card.name,
        unit: card.unit,
        inCatalog: getBenchmarkCard(card.id) !== null,
      },
      params: run.params as Params,
      generations: run.generations,
      size: run.size,
      official: run.official,
      division: run.division,
      regime: run.regime as unknown as Regime,
      seeds: run.seeds,
      statuses: {
        total: run.seedCount,
        completed: run.seedCount - run.divergedCount - run.failedCount,
        diverged: run.divergedCount,
        failed: run.failedCount,
      },
      stopped: stoppedSeeds(run.seeds, statuses),
      score: detail?.score ?? MISSING_SCORE,
      horizon: await horizonOf(client, card, submission.id, detail),
      axes: detail?.axes ?? null,
      cost: detail?.cost ?? NO_COST,
      engine: { id: run.engineId, version: run.engineVersion },
      environment: run.environment as unknown as Environment,
      startedAt: timings.startedAt,
      durationMs: timings.durationMs,
      resultDigest: run.resultDigest,
      samplesMadeAgain: light.has(card.id) ? samplesCommand(submission.spec, card) : null,
      metrics: singleMetrics(card).length,
      notMeasured: [
        ...singleMetrics(missed).map((metric) => ({ id: metric, name: metricView(metric, card).name })),
        ...histogramViews(missed).map(({ id, name }) => ({ id, name })),
      ],
      histograms: histogramViews(had),
      lines: chartedWith(submission, detail?.controls ?? null),
      controls: detail?.controls ?? null,
    });
  }
  return views;
}

async function horizonOf(
  client: Queryable,
  card: StoredCard,
  id: string,
  detail: ScoreDetails | undefined,
): Promise<HorizonView | null> {
  if (detail?.score.status !== 'scored') return null;
  return horizonView((await loadByHorizon(client, card, [{ id, controls: detail.controls }])).get(id));
}

/** Which metrics that came later a submission's runs have, as `benchmark metric`; asked only where a benchmark has some. */
async function laterMetricsOf(
  client: Queryable,
  submissionId: string,
  cards: readonly StoredCard[],
): Promise<ReadonlySet<string>> {
  const later = cards.flatMap(({ metrics }) => metrics.filter(isLater).map(({ id }) => id));
  if (later.length === 0) return new Set();
  const rows = await client.trajectory.findMany({
    where: { run: { submissionId }, metric: { in: later } },
    select: { metric: true, run: { select: { benchmarkId: true } } },
  });
  return new Set(rows.map(({ metric, run }) => `${run.benchmarkId} ${metric}`));
}

/** The benchmarks whose record came without its samples. */
async function lightRuns(client: Queryable, submissionId: string): Promise<ReadonlySet<string>> {
  const files = await client.bundleFile.findMany({
    where: { submissionId, path: { startsWith: 'runs/' } },
    select: { path: true },
  });
  const places = files.map(({ path }) => placeOf(path));
  return new Set(places.flatMap((place) => (place?.kind === 'run' && place.isLight ? [place.benchmark] : [])));
}

function stoppedSeeds(seeds: readonly number[], statuses: readonly SeedStatus[]): RunView['stopped'] {
  return statuses
    .flatMap((status, i) => (status.state === 'completed' ? [] : [{ seed: seeds[i] as number, status }]))
    .slice(0, MAX_STOPPED);
}

/** The site's controls beside the submission; a control isn't drawn twice. */
export function chartedWith({ id, spec, role }: Charted, controls: ScoreDetails['controls']): Charted[] {
  const lines: Charted[] = controls
    ? [
        { id: controls.replace, spec: 'replace', role: 'control' },
        { id: controls.oracle, spec: 'oracle', role: 'control' },
      ]
    : [];
  return [...lines.filter((line) => line.id !== id), { id, spec, role }];
}
