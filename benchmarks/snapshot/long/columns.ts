/**
 * The long table: one row for each entry, benchmark and measure, in the same columns whatever board or suite it is of. This list
 * is its data dictionary; the CSV, the Parquet file, Croissant and docs/tables.md are held to it.
 */
import { toTable } from '../csv.ts';

interface Column {
  /** In Parquet `text` is UTF8, `number` DOUBLE, `boolean` BOOLEAN and `moment` a timestamp in UTC, in milliseconds. */
  readonly type: 'text' | 'number' | 'boolean' | 'moment';
  readonly meaning: string;
}

export const LONG_COLUMNS = {
  suite: { type: 'text', meaning: 'The suite, after the word "suite-", so that 0.10 stays 0.10.' },
  tier: { type: 'text', meaning: 'How large the runs are: smoke, quick, standard or full.' },
  entry: {
    type: 'text',
    meaning: 'Id of the submission, after the word "sub-", so that no reader takes it for a number.',
  },
  strategy: { type: 'text', meaning: 'Specification of the strategy, with its parameters.' },
  title: { type: 'text', meaning: 'Title that its authors gave it.' },
  authors: { type: 'text', meaning: 'Names of its authors, separated by semicolons.' },
  division: { type: 'text', meaning: 'Division in which it is ranked.' },
  role: { type: 'text', meaning: 'control, baseline or entry.' },
  label: { type: 'text', meaning: 'Whose run it is: maintained (the owner of the site answers for it) or reported.' },
  verification: {
    type: 'text',
    meaning:
      'How far its numbers were checked: reported, recomputed, reproduced or refuted, or maintained for what nobody reported.',
  },
  official: { type: 'boolean', meaning: 'Whether it was run with the settings of the tier.' },
  submitted_at: { type: 'moment', meaning: 'When it was submitted: ISO 8601 in UTC.' },
  bundle_digest: { type: 'text', meaning: 'SHA-256 of its bundle, after the word "sha256:".' },
  benchmark: {
    type: 'text',
    meaning: 'Id of the benchmark; "all" for what is said of all benchmarks of the board together.',
  },
  protocol: {
    type: 'text',
    meaning: 'Benchmark and version of its protocol, such as gaussian@2; empty where benchmark is "all".',
  },
  metric: { type: 'text', meaning: 'What is measured; see the list of metrics.' },
  unit: {
    type: 'text',
    meaning: 'Unit of value, low and high: points, share, M (training sets of one generation) or place.',
  },
  value: { type: 'number', meaning: 'The value, unrounded; empty where there is none.' },
  low: { type: 'number', meaning: 'Lower end of the 95% interval; empty where there is none.' },
  high: { type: 'number', meaning: 'Upper end of the 95% interval; empty where there is none.' },
  state: {
    type: 'text',
    meaning:
      'Of a score: scored, or why there is none. Of a difference from an idle baseline: beats, even, loses or unknown. Else empty.',
  },
} as const satisfies Readonly<Record<string, Column>>;

export type LongColumn = keyof typeof LONG_COLUMNS;
export const LONG_NAMES = Object.keys(LONG_COLUMNS) as readonly LongColumn[];

/** What `metric` may be, beside `difference_from_<idle baseline>`. */
export const LONG_METRICS = {
  score: { unit: 'points', meaning: 'Gap closed between replace (0) and oracle (100); of "all" the overall score.' },
  interquartile_mean: { unit: 'points', meaning: 'Interquartile mean over all seeds and benchmarks.' },
  applicable_score: {
    unit: 'points',
    meaning: 'The score over the benchmarks that the entry applies to, where it is not applicable to some.',
  },
  fidelity: { unit: 'points', meaning: 'Mean score of fidelity over the benchmarks that have one; of boards alone.' },
  diversity: { unit: 'points', meaning: 'The same of diversity; of boards alone.' },
  tail: { unit: 'points', meaning: 'The same of the tail; of boards alone.' },
  rank: {
    unit: 'place',
    meaning:
      'Place by score among those that it is ranked among, with the simultaneous interval of its rank; 1 is best.',
  },
  real_share: {
    unit: 'share',
    meaning: 'Share of a training set that is real, from 0 to 1, mean of generations, seeds and benchmarks.',
  },
  real_fresh: { unit: 'M', meaning: 'Real data drawn anew in a generation.' },
  trained: { unit: 'M', meaning: 'Examples trained on in a generation.' },
  sampled: { unit: 'M', meaning: 'Examples drawn from models in a generation, rejected ones included.' },
  verifier_calls: { unit: 'M', meaning: 'Calls to an outside check in a generation.' },
  updates: {
    unit: 'M',
    meaning: 'Updates of parameters in a generation, in those that a fit on M makes at most; suites from 0.3 on.',
  },
  fresh_shown: { unit: 'M', meaning: 'Fresh real data shown in a generation; suites from 0.3 on.' },
  retained_shown: { unit: 'M', meaning: 'Earlier real data shown in a generation; suites from 0.3 on.' },
  density_calls: { unit: 'M', meaning: 'Densities asked for in a generation; suites from 0.3 on.' },
} as const satisfies Readonly<Record<string, { readonly unit: string; readonly meaning: string }>>;

export type LongMetric = keyof typeof LONG_METRICS;

/** The data dictionary as CSV: columns, then metrics. */
export function dictionaryCsv(): string {
  return toTable([
    ...Object.entries(LONG_COLUMNS).map(([name, { type, meaning }]) => ({
      kind: 'column',
      name,
      type,
      unit: null,
      meaning,
    })),
    ...Object.entries(LONG_METRICS).map(([name, { unit, meaning }]) => ({
      kind: 'metric',
      name,
      type: 'number',
      unit,
      meaning,
    })),
    {
      kind: 'metric',
      name: 'difference_from_<baseline>',
      type: 'number',
      unit: 'points',
      meaning: 'Overall score minus that of an idle baseline, with its paired 95% interval; suites from 0.3 on.',
    },
  ]);
}
