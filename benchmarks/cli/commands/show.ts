import { z } from 'zod';
import type { BenchmarkCard, StrategyCard } from '../../protocol/card.ts';
import { ENGINE_IDS, PURE_ENGINE } from '../../protocol/engine.ts';
import { HeirloomError, unknownId } from '../../protocol/errors.ts';
import { TIERS } from '../../protocol/ids.ts';
import type { MetricCard } from '../../protocol/metric.ts';
import { describeParameters } from '../../protocol/parameters.ts';
import { print } from '../../protocol/print.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { cardNamed, LEADING, METRICS } from '../../suite/catalog.ts';
import { suiteOf } from '../../suite/manifests.ts';
import { inFamilies } from '../metric-families.ts';
import { formatTable, terminalWidth } from '../table.ts';
import { wrapText } from '../wrap-text.ts';

export interface ShowOptions {
  readonly json?: boolean;
  readonly realSample?: boolean;
}

/** Prints the card of one benchmark, strategy or metric, or a benchmark's real data. @throws unknown-id */
export async function show(id: string, options: ShowOptions): Promise<void> {
  if (options.realSample) {
    const { drawRealSample, formatRealSample } = await import('../../runner/real-sample.ts');
    print(formatRealSample(await drawRealSample(id)).trimEnd());
    return;
  }
  const benchmark = cardNamed(id);
  const strategy = STRATEGIES.find(({ card }) => card.id === id)?.card;
  const metric = METRICS.find((card) => card.id === id);
  const card = benchmark ?? strategy ?? metric;
  if (!card) throw unknownName(id);
  if (options.json) {
    const params = 'params' in card ? { params: z.toJSONSchema(card.params) } : {};
    const suite = benchmark ? { suite: suiteOf(benchmark) } : {};
    print(JSON.stringify({ ...card, ...suite, ...params }, null, 2));
    return;
  }
  const sections = benchmark
    ? describeBenchmark(benchmark)
    : strategy
      ? describeStrategy(strategy)
      : describeMetric(metric as MetricCard);
  print(sections.map(toLines).join('\n\n'));
}

/** A specification is no name: each of its strategies has a card. */
function unknownName(received: string): HeirloomError {
  const ids = [...new Set(received.split('+').map((part) => part.split(':', 1)[0] as string))];
  if (received !== ids[0] && ids.every((id) => STRATEGIES.some(({ card }) => card.id === id)))
    return new HeirloomError(
      'unknown-id',
      `Received the specification "${received}"; expected one name: ${ids.map((id) => `npx heirloom show ${id}`).join(', or ')}.`,
    );
  const known = [...LEADING, ...STRATEGIES].map(({ card }) => card.id).concat(METRICS.map(({ id }) => id));
  return unknownId('name', received, known, 'npx heirloom list');
}

function describeBenchmark(card: BenchmarkCard): string[] {
  const tiers = TIERS.map((tier) => {
    const { seeds, generations, params } = card.tiers[tier];
    return [
      tier,
      String(seeds),
      String(generations),
      Object.entries(params ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(', ') || 'defaults',
    ];
  });
  const measured =
    card.measuredFrom === undefined
      ? ''
      : `\nMeasured:  from ${card.measuredFrom}, so that --learner can stand in its place`;
  return [
    `${card.id}@${card.version}  ${card.name}\n${card.summary}.`,
    `Real data: ${card.realData}\nLearner:   ${card.learner}\nUnit:      ${card.unit}\nSuite:     ${suiteOf(card)}\nEngine:    ${ENGINES_OF[card.engine]}${measured}`,
    formatTable(['tier', 'seeds', 'generations', 'parameters'], tiers, ['seeds', 'generations']),
    formatTable(
      ['metric', 'axis'],
      metricsOf(card).map(({ id, axis, since = 1 }) => [
        id === card.primary ? `${id} (primary)` : id,
        since > 1 ? `${axis}; came later, revision ${since}` : axis,
      ]),
    ),
    `Collapse: ${card.collapse.meaning}`,
    describeParams(card.params),
    describeReferences(card.references),
  ];
}

const ENGINES_OF: Readonly<Record<BenchmarkCard['engine'], string>> = {
  js: PURE_ENGINE.id,
  tensors: ENGINE_IDS.join(' | '),
  outside: 'a trainer of one’s own (--learner)',
};

function metricsOf(card: BenchmarkCard) {
  return inFamilies(card.metrics.map(({ id, axis, since, summary, family }) => ({ id, axis, since, summary, family })));
}

function describeStrategy(card: StrategyCard): string[] {
  const needs = card.needs(card.params.parse({}) as never);
  return [
    `${card.id}@${card.version}  ${card.name}\n${card.summary}.`,
    describeParams(card.params),
    `Needs by default: ${needs.join(', ') || 'nothing beyond fitting and sampling'}`,
    describeReferences([card.reference]),
  ];
}

function describeMetric(card: MetricCard): string[] {
  const [low, high] = card.range;
  return [
    `${card.id}  ${card.name}\n${card.summary}`,
    `Unit: ${card.unit}. Better: ${card.better}. Range: ${low ?? '−∞'} to ${high ?? '∞'}.`,
  ];
}

function describeParams(schema: z.ZodObject): string {
  const rows = describeParameters(schema).map((parameter) => [
    parameter.name,
    parameter.meaning,
    parameter.takes,
    parameter.default ?? 'none',
  ]);
  return rows.length === 0 ? 'Parameters: none' : formatTable(['parameter', 'what it is', 'takes', 'default'], rows);
}

function describeReferences(references: BenchmarkCard['references']): string {
  return references
    .map(({ authors, title, year, url }) => `${authors ? `${authors}: ` : ''}${title} (${year}). ${url}`)
    .join('\n');
}

/** Sentences are wrapped; tables fit already. */
function toLines(section: string): string {
  const width = terminalWidth();
  return section
    .split('\n')
    .flatMap((line) => ([...line].length > width ? wrapText(line, width) : [line]))
    .join('\n');
}
