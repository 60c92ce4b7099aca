/** The paired difference of two results, as a table and in words. */
import {
  type BenchmarkDifference,
  conclude,
  type DifferenceConclusion,
  IMPROVEMENT_SEEDS,
  type Interval,
  type Lack,
} from '../../scoring/index.ts';
import { formatTable, terminalWidth } from '../table.ts';
import { wrapText } from '../wrap-text.ts';
import { withInterval } from './interval-text.ts';
import type { NamedComparison } from './score.ts';

/** `width`: columns of a line. */
export function comparisonText(comparison: NamedComparison, width = terminalWidth()): string {
  const { a, b, common, overall, benchmarks } = comparison;
  const rows = benchmarks.map((difference) => [difference.benchmark, ...differenceCells(difference)]);
  if (common) {
    const name = overall ? 'overall' : 'common';
    const over = overall ? '' : `${common.benchmarks.length} of ${benchmarks.length} benchmarks`;
    rows.push([name, '', withInterval(common.value, common.interval), probability(common), over]);
  }
  const numbers = ['main metric, A − B', 'score, A − B', 'P(A better)'];
  const paragraph = (text: string): string => wrapText(text, width).join('\n');
  return [
    paragraph(`Paired on common seeds. A: ${a}. B: ${b}. A main metric below 0 and a score above 0 speak for A.`),
    formatTable(['benchmark', ...numbers, 'seeds'], rows, numbers, { width }),
    ...conclude(comparison).flatMap((conclusion) => {
      if (conclusion.kind === 'no-overall') return [paragraph(noOverallText(conclusion.lacking))];
      return 'scope' in conclusion ? [paragraph(differenceText(conclusion))] : [];
    }),
    paragraph(
      `P(A better), the probability of improvement: how probable it is that a seed of A, drawn at random, has a better main metric than a seed of B, ties half; over several benchmarks the mean of theirs. Not shown under ${IMPROVEMENT_SEEDS} seeds.`,
    ),
  ].join('\n\n');
}

const probability = ({ probabilityOfImprovement }: { readonly probabilityOfImprovement: number | null }): string =>
  probabilityOfImprovement === null ? '–' : probabilityOfImprovement.toFixed(2);

function differenceCells(difference: BenchmarkDifference): string[] {
  if (difference.state === 'not-compared') return ['–', '–', '–', difference.reason];
  const { metric, score, scoreLacks, seeds } = difference;
  return [
    withInterval(metric.value, metric.interval, 4),
    score ? withInterval(score.value, score.interval) : '–',
    probability(difference),
    scoreLacks?.reason ?? `${seeds.length} seeds`,
  ];
}

function noOverallText(lacking: readonly { readonly why: Lack; readonly benchmarks: readonly string[] }[]): string {
  const reasons = lacking.map(({ why, benchmarks }) => LACKS[why](benchmarks.join(', ')));
  return [
    'An overall difference can’t be computed, because it needs a score of both on every benchmark.',
    ...reasons,
  ].join(' ');
}

const LACKS: Readonly<Record<Lack, (benchmarks: string) => string>> = {
  'neither-ran': (benchmarks) => `Neither has a run of ${benchmarks}.`,
  'first-did-not-run': (benchmarks) => `A has no run of ${benchmarks}.`,
  'second-did-not-run': (benchmarks) => `B has no run of ${benchmarks}.`,
  settings: (benchmarks) => `On ${benchmarks} they ran with different settings.`,
  stopped: (benchmarks) => `On ${benchmarks} seeds stopped early.`,
  'no-common-seeds': (benchmarks) => `On ${benchmarks} they have no seed in common.`,
  'no-controls': (benchmarks) => `On ${benchmarks} control runs are missing.`,
  'controls-stopped': (benchmarks) => `On ${benchmarks} seeds of a control stopped early.`,
  'not-separable': (benchmarks) => `On ${benchmarks} the controls can’t be told apart.`,
};

function differenceText({ kind, scope, points, interval, each, benchmarks }: DifferenceConclusion): string {
  const count = benchmarks.length;
  const where =
    scope === 'overall'
      ? `Overall (${count} ${count === 1 ? 'benchmark' : 'benchmarks'})`
      : `On the ${count === 1 ? 'one benchmark' : `${count} benchmarks`} where both have a score`;
  if (interval === null)
    return `${where} A − B is ${points.toFixed(1)} points. A benchmark with a single seed gives no interval, so nothing can be concluded from it.`;
  const isSwapped = kind === 'ahead' && points < 0;
  const range = ([low, high]: Interval): string =>
    isSwapped ? `${(-high).toFixed(1)} to ${(-low).toFixed(1)}` : `${low.toFixed(1)} to ${high.toFixed(1)}`;
  const spread = count === 1 ? '' : `, and ${range(each)} points from benchmark to benchmark`;
  const said =
    kind === 'ahead'
      ? `${isSwapped ? 'B' : 'A'} is ${Math.abs(points).toFixed(1)} points ahead of ${isSwapped ? 'A' : 'B'}`
      : `the data can’t separate them: A − B is ${points.toFixed(1)} points`;
  return `${where} ${said}${count === 1 ? '' : ' on average'} (95% interval ${range(interval)})${spread}.`;
}
