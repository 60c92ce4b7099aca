/** The verdicts of docs/replications.md: a table of claims, and below it what each rests on. */
import { placeOf } from '#benchmarks/board/place.ts';
import type { Budget } from '#benchmarks/protocol/place.ts';
import { rightsOf } from '#benchmarks/protocol/regime.ts';
import type { Interval } from '#benchmarks/scoring/index.ts';
import { markdownTable, type Tables } from '../support/tables.ts';
import { CLAIMS, type Claim, type Prediction } from './claims.ts';
import { type Horizon, type MeasuredBenchmark, readMeasured } from './measured-runs.ts';
import { type Cell, cellsOf, predictionCells, specsIn, type Verdict, verdictOf } from './predictions.ts';

const HORIZONS: readonly Horizon[] = ['half', 'full', 'long'];
const SHOWN: Readonly<Record<Cell['says'], string>> = { for: '+', against: '✗', open: '○' };

/** Every specification that a claim is about, with the controls. */
export const CLAIMED_SPECS: readonly string[] = [
  ...new Set(['replace', 'oracle', ...CLAIMS.flatMap(({ predictions }) => predictions.flatMap(specsIn))]),
];

/** @returns Markdown by name */
export async function verdictTables(): Promise<Tables> {
  const benchmarks = await readMeasured(CLAIMED_SPECS);
  return { verdicts: summary(benchmarks), evidence: CLAIMS.map((claim) => section(claim, benchmarks)).join('\n\n') };
}

/** The verdict on a claim at the standard horizon. */
const verdictOn = (claim: Claim, benchmarks: readonly MeasuredBenchmark[]): Verdict =>
  verdictOf(cellsOf(claim, benchmarks, 'full'));

function summary(benchmarks: readonly MeasuredBenchmark[]): string {
  const rows = CLAIMS.map((claim) => [
    claim.hypothesis ? `after ${claim.paper}` : claim.paper,
    claim.claim,
    `**${verdictOn(claim, benchmarks)}**`,
    budgetsOf(claim, benchmarks),
    ...HORIZONS.map((horizon) => counts(cellsOf(claim, benchmarks, horizon))),
  ]);
  return markdownTable(['paper', 'claim', 'verdict', 'real data', 'G/2', 'G', '4·G'], rows);
}

function counts(cells: readonly Cell[]): string {
  const count = (says: Cell['says']): number => cells.filter((cell) => cell.says === says).length;
  return cells.length === 0 ? '–' : `${count('for')}+ ${count('against')}✗ ${count('open')}○`;
}

/** The most real data that what is claimed to help trains on, by its records. */
function budgetsOf({ predictions }: Claim, benchmarks: readonly MeasuredBenchmark[]): string {
  const specs = new Set(predictions.flatMap((prediction) => specsIn(prediction)[0] ?? []));
  const budgets = [...specs].flatMap((spec) => {
    const runs = benchmarks.flatMap(({ records }) => records.get(spec) ?? []).map((record) => rightsOf(record, null));
    return runs.length === 0 ? [] : (placeOf(runs, { places: 1 }).classes?.budget ?? []);
  });
  return [...new Set(budgets)].map(budgetText).join(', ') || '–';
}

const budgetText = (budget: Budget): string =>
  budget === '0' ? 'none' : budget === 'more' ? 'over 20%' : `≤ ${budget}%`;

function section(claim: Claim, benchmarks: readonly MeasuredBenchmark[]): string {
  const cells = cellsOf(claim, benchmarks, 'full');
  const against = [
    ...new Set(cells.filter(({ says }) => says === 'against').map(({ benchmark }) => `\`${benchmark}\``)),
  ];
  const contradicted = against.length === 0 ? '' : `, contradicted by ${against.join(', ')}`;
  const laws = claim.laws?.map((law) => `[${law}](laws.md)`).join(', ');
  return [
    `### ${claim.hypothesis ? `After ${claim.paper}` : claim.paper}, ${claim.id.replaceAll('-', ' ')}: ${verdictOn(claim, benchmarks)}${contradicted}`,
    `${claim.claim}${claim.hypothesis ? ' (No claim of the paper: what a strategy made of it hopes for.)' : ''}`,
    ...claim.predictions.map((prediction) => evidence(prediction, benchmarks)),
    `*Strongest objection:* ${claim.objection}${laws === undefined ? '' : ` *Laws that say it in closed form:* ${laws}.`}`,
  ].join('\n\n');
}

function evidence(prediction: Prediction, benchmarks: readonly MeasuredBenchmark[]): string {
  const at = Object.fromEntries(
    HORIZONS.map((horizon) => [horizon, predictionCells(prediction, benchmarks, horizon)]),
  ) as Record<Horizon, Cell[]>;
  const words = predictionWords(prediction);
  if (at.full.length === 0) return `${words}: no results.`;
  const isScore = 'better' in prediction;
  const rows = at.full.map(({ benchmark }) => [
    `\`${benchmark}\``,
    ...HORIZONS.map((horizon) =>
      cellText(
        at[horizon].find((cell) => cell.benchmark === benchmark),
        isScore,
      ),
    ),
  ]);
  return `${words}:\n\n${markdownTable(['benchmark', 'G/2', 'G', '4·G'], rows)}`;
}

function predictionWords(prediction: Prediction): string {
  if ('better' in prediction) {
    const { better, than, by = 0 } = prediction;
    const bound = by === 0 ? '' : `, by more than ${by}`;
    return `\`${better}\` closes more of the gap than \`${than}\`${bound}; difference in points`;
  }
  if ('moves' in prediction) {
    const { moves, under, to } = prediction;
    const metric = moves === 'primary' ? 'The primary metric' : `\`${moves}\``;
    return `${metric} goes ${to} under \`${under}\`; change since generation 0`;
  }
  return `The primary metric moves less in the second half under \`${prediction.flattens}\`; second half minus first`;
}

function cellText(cell: Cell | undefined, isScore: boolean): string {
  if (cell === undefined) return '–';
  const { says, value, interval } = cell;
  if (value === null) return `diverged ${SHOWN[says]}`;
  return `${numberText(value, isScore)}${intervalText(interval, isScore)} ${SHOWN[says]}`;
}

const intervalText = (interval: Interval | null, isScore: boolean): string =>
  interval === null ? '' : ` [${interval.map((end) => numberText(end, isScore)).join(', ')}]`;

/** Beyond a thousand points one digit says nothing. */
function numberText(value: number, isScore: boolean): string {
  const text = isScore ? (Math.abs(value) < 1000 ? value.toFixed(1) : value.toPrecision(2)) : value.toPrecision(3);
  return text.replace(/e\+?(-?\d+)$/, '·10^$1').replace(/^-/, '−');
}
