/** Charts of the report, drawn to SVG by Vega-Lite without a browser. */
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { BenchmarkCard } from '../../protocol/card.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { CLIP_HIGH, CLIP_LOW, CONFIDENCE, meanEstimate, type ScoredRow } from '../../scoring/index.ts';
import { byHorizonOf } from './horizons.ts';
import { type Report, type ReportedStrategy, recordOf } from './score.ts';

export async function drawSvg(spec: TopLevelSpec): Promise<string> {
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Overall scores with their intervals, best first; null where nothing has one. */
export function overallChart({ board }: Report): TopLevelSpec | null {
  const values = board.rows.filter(hasOverall).map(({ id, overall }) => ({
    strategy: id,
    score: overall.value,
    low: overall.interval?.[0] ?? overall.value,
    high: overall.interval?.[1] ?? overall.value,
  }));
  if (values.length === 0) return null;
  const y = { field: 'strategy', type: 'nominal', sort: null, title: null } as const;
  return {
    data: { values },
    width: 560,
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 3, color: '#0b5f6b' },
        encoding: { y, x: { field: 'low', type: 'quantitative', title: 'overall score' }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 60, color: '#1c2126' },
        encoding: { y, x: { field: 'score', type: 'quantitative' } },
      },
    ],
  };
}

const hasOverall = (row: ScoredRow): row is ScoredRow & { overall: NonNullable<ScoredRow['overall']> } =>
  row.overall !== null;

/** The primary metric over the generations, mean and 95% band of every strategy. */
export function trajectoryChart(report: Report, card: BenchmarkCard): TopLevelSpec {
  const values = report.strategies.flatMap((strategy) => {
    const record = recordOf(strategy.result, card.id);
    return record ? points(strategy, record, card.primary) : [];
  });
  const x = { field: 'generation', type: 'quantitative', title: 'generation' } as const;
  const color = {
    field: 'strategy',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { scheme: 'tableau20' },
    legend: { symbolType: 'stroke', symbolOpacity: 1, symbolStrokeWidth: 2 },
  } as const;
  const strokeDash = { field: 'role', type: 'nominal', title: null } as const;
  return {
    data: { values },
    width: 560,
    height: 280,
    layer: [
      {
        mark: { type: 'area', opacity: 0.15 },
        encoding: {
          x,
          color,
          y: { field: 'low', type: 'quantitative', title: card.primary, scale: { zero: false } },
          y2: { field: 'high' },
        },
      },
      { mark: { type: 'line' }, encoding: { x, color, strokeDash, y: { field: 'mean', type: 'quantitative' } } },
    ],
  };
}

/** The score at every horizon with its 95% band, of every strategy but the controls; null where none has one. */
export function horizonChart(report: Report, card: BenchmarkCard): TopLevelSpec | null {
  const values = report.strategies
    .filter(({ role }) => role !== 'control')
    .flatMap((strategy) =>
      (byHorizonOf(report, strategy, card)?.scores ?? []).flatMap(({ horizon, value, interval }) =>
        value === null
          ? []
          : [
              {
                strategy: strategy.id,
                horizon,
                score: value,
                low: interval?.[0] ?? value,
                high: interval?.[1] ?? value,
              },
            ],
      ),
    );
  if (values.length === 0) return null;
  const x = {
    field: 'horizon',
    type: 'quantitative',
    title: 'horizon, generations',
    axis: { tickMinStep: 1 },
  } as const;
  const color = {
    field: 'strategy',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { scheme: 'tableau20' },
  } as const;
  const scale = {
    domainMin: Math.max(CLIP_LOW, Math.min(0, ...values.map(({ score }) => score))),
    domainMax: CLIP_HIGH,
  };
  return {
    data: { values },
    width: 560,
    height: 200,
    layer: [
      {
        mark: { type: 'area', opacity: 0.15, clip: true },
        encoding: { x, color, y: { field: 'low', type: 'quantitative', title: 'score', scale }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'line', clip: true, point: true },
        encoding: { x, color, y: { field: 'score', type: 'quantitative', scale } },
      },
    ],
  };
}

function points({ id: name, role }: ReportedStrategy, record: RunRecord, metric: string) {
  return Array.from({ length: record.benchmark.generations + 1 }, (_, generation) => {
    const values = (record.trajectories[metric] ?? [])
      .map((seed) => seed[generation])
      .filter((value) => typeof value === 'number');
    if (values.length === 0) return null;
    const { value, interval } = meanEstimate(values, CONFIDENCE);
    return { strategy: name, role, generation, mean: value, low: interval?.[0] ?? value, high: interval?.[1] ?? value };
  }).filter((point) => point !== null);
}
