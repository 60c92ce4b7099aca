/** What the closed-form laws of a board's benchmarks expect of a family's doses, beside what the same metrics came to. */
import { denominatorOf, gapClosed, type Interval, trajectoriesOn } from '#benchmarks/scoring/index.ts';
import { listLaws } from '#benchmarks/suite/catalog.ts';
import { type ExpectedGap, expectedGap } from '#benchmarks/suite/shared/expected-gap.ts';
import { listRuledRuns, type RuledRun } from '../benchmarks/law-curves.ts';
import { metricView } from '../catalog/cards.ts';
import type { StoredCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import { unpackTrajectory } from '../db/pack-trajectory.ts';
import type { DoseEntryView, DoseLawView } from '../views/index.ts';
import type { ScoreDetails } from './rows.ts';

/** One for each benchmark and metric of which a law speaks for two entries at least, in the order of the benchmarks. */
export async function listDoseLaws(
  client: Queryable,
  cards: readonly StoredCard[],
  entries: readonly Pick<DoseEntryView, 'id' | 'spec' | 'line' | 'dose'>[],
  details: readonly Pick<ScoreDetails, 'submissionId' | 'benchmark' | 'controls'>[],
): Promise<DoseLawView[]> {
  const views: DoseLawView[] = [];
  const charted = entries.map(({ id, spec }) => ({ id, spec, role: 'entry' as const }));
  for (const card of cards) {
    const laws = await listLaws(card);
    if (laws.length === 0) continue;
    const runs = new Map((await listRuledRuns(client, card, charted)).map((run) => [run.id, run]));
    const controlsOf = new Map(
      details.filter(({ benchmark }) => benchmark === card.id).map((own) => [own.submissionId, own.controls]),
    );
    for (const metric of new Set(laws.map((law) => law.metric))) {
      const spoken = entries.flatMap((entry) => {
        const expected = expectedOf(laws, metric, runs.get(entry.id));
        return expected === null ? [] : [{ entry, expected, controls: controlsOf.get(entry.id) ?? null }];
      });
      const [first] = spoken;
      if (first === undefined || spoken.length < 2) continue;
      const measured = await measure(client, card, metric, spoken);
      views.push({
        benchmark: card.id,
        metric: metricView(metric, card),
        law: first.expected.law.id,
        statement: first.expected.law.statement,
        points: spoken.map(({ entry: { id, line, dose }, expected }) => {
          const [low, high] = measured.get(id)?.interval ?? [null, null];
          return { id, line, dose, expected: expected.value, value: measured.get(id)?.value ?? null, low, high };
        }),
      });
    }
  }
  return views;
}

function expectedOf(
  laws: Parameters<typeof expectedGap>[0],
  metric: string,
  run: RuledRun | undefined,
): ExpectedGap | null {
  return run ? expectedGap(laws, { metric, generations: run.generations }, run) : null;
}

interface Measured {
  readonly value: number;
  readonly interval: Interval | null;
}

/** The gap that entries closed in a metric, by id; those whose run or controls stopped, or whose controls can't be told apart, are left out. */
async function measure(
  client: Queryable,
  card: StoredCard,
  metric: string,
  lines: readonly { readonly entry: { readonly id: string }; readonly controls: ScoreDetails['controls'] }[],
): Promise<ReadonlyMap<string, Measured>> {
  const ids = lines.flatMap(({ entry, controls }) => (controls ? [entry.id, controls.replace, controls.oracle] : []));
  const rows = await client.run.findMany({
    where: { submissionId: { in: [...new Set(ids)] }, benchmarkId: card.id, benchmarkVersion: card.version },
    select: {
      submissionId: true,
      generations: true,
      seeds: true,
      trajectories: { where: { metric }, select: { lengths: true, missing: true, values: true } },
    },
  });
  const runs = new Map(
    rows.map(({ submissionId, trajectories: [packed], ...run }) => [
      submissionId,
      { ...run, trajectory: packed ? unpackTrajectory(packed) : [] },
    ]),
  );
  return new Map(
    lines.flatMap(({ entry: { id }, controls }): [string, Measured][] => {
      const run = runs.get(id);
      if (!run || controls === null) return [];
      const { seeds, generations } = run;
      const [own, replace, oracle] = [id, controls.replace, controls.oracle].map((name) => {
        const other = runs.get(name);
        const values = other && trajectoriesOn(other.trajectory, other.seeds, seeds, generations);
        return values ? values.map(meanAfterFirst) : null;
      });
      if (!own || !replace || !oracle) return [];
      // Some metrics fall where things get worse; the gap closed is the same either way.
      const isApart = denominatorOf(replace, oracle).separable || denominatorOf(oracle, replace).separable;
      if (!isApart) return [];
      const { value, interval } = gapClosed(own, replace, oracle);
      return [[id, { value, interval }]];
    }),
  );
}

/** Over generations 1…G, as scores are. `[G+1]` */
const meanAfterFirst = (values: readonly number[]): number =>
  values.slice(1).reduce((sum, value) => sum + value, 0) / (values.length - 1);
