/** What an answer of the API says in numbers: the same fields of one of then and of one of today, whose words are others. */

// biome-ignore-start lint/suspicious/noExplicitAny: answers of two versions
const scoreOf = ({ status, value, low, high, fewSeeds }: any) => ({ status, value, low, high, fewSeeds });

/** @param board an answer of `/api/v1/leaderboard` */
export const boardNumbers = ({ rows, total, ranked }: any): unknown => ({
  total,
  ranked,
  rows: rows.map((row: any) => ({
    ...pick(row, ['id', 'spec', 'title', 'authors', 'role', 'division', 'official', 'bundleDigest', 'createdAt']),
    ...pick(row, ['iqm', 'rank', 'rankState', 'rankReason', 'flips', 'cost']),
    overall: scoreOf(row.overall),
    benchmarks: byId(row.benchmarks, scoreOf),
    axes: byId(row.axes ?? row.facets, axesOf),
  })),
});

/** @param submission an answer of `/api/v1/submissions/ID` */
export const submissionNumbers = (submission: any): unknown => ({
  ...pick(submission, ['id', 'title', 'suite', 'tier', 'spec', 'family', 'attempts', 'official', 'division', 'role']),
  ...pick(submission, ['iqm', 'rank', 'rankState', 'rankReason', 'cost', 'bundleDigest', 'createdAt', 'verification']),
  overall: scoreOf(submission.overall),
  runs: submission.runs.map((run: any) => ({
    ...pick(run, ['params', 'generations', 'size', 'official', 'division', 'regime', 'seeds', 'statuses', 'stopped']),
    ...pick(run, ['cost', 'engine', 'resultDigest', 'metrics', 'controls', 'startedAt', 'durationMs']),
    benchmark: pick(run.benchmark, ['id', 'version', 'name', 'unit']),
    score: scoreOf(run.score),
    axes: axesOf(run.axes ?? run.facets),
  })),
  missing: submission.missing.map(({ id, score }: any) => [id, score.status]),
});

/** @param comparison an answer of `/api/v1/compare` */
export const comparisonNumbers = ({ suite, entries, pairs }: any): unknown => ({
  suite,
  entries: entries.map((entry: any) => ({
    ...pick(entry, ['id', 'spec', 'tier', 'division', 'cost', 'profile']),
    overall: scoreOf(entry.overall),
    runs: byId(entry.runs, ({ score, early, late }: any) => ({ score: scoreOf(score), early, late })),
  })),
  pairs: pairs.map((pair: any) => ({
    ...pick(pair, ['first', 'second', 'sameRights']),
    overall: pair.overall && pick(pair.overall, ['value', 'low', 'high']),
    benchmarks: pair.benchmarks.map((of: any) => ({
      ...pick(of, ['benchmark', 'seeds', 'score', 'metric']),
      // With fewer it is not shown any more.
      probability: of.seeds < 5 ? null : of.probability,
    })),
  })),
});

const byId = (values: any, numbersOf: (value: any) => unknown): unknown =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, numbersOf(value)]));

const axesOf = (axes: any): unknown =>
  axes && {
    ...pick(axes, ['early', 'late']),
    ...Object.fromEntries(
      ['fidelity', 'diversity', 'tail', 'drift'].map((name) => [
        name,
        axes[name] && pick(axes[name], ['metric', 'value', 'truth']),
      ]),
    ),
  };

function pick(value: any, fields: readonly string[]): Record<string, unknown> {
  const absent = fields.filter((field) => value[field] === undefined);
  if (absent.length > 0) throw new Error(`The answer has no ${absent.join(', ')}: ${Object.keys(value).join(', ')}.`);
  return Object.fromEntries(fields.map((field) => [field, value[field]]));
}
// biome-ignore-end lint/suspicious/noExplicitAny: answers of two versions
