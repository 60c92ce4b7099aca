/** A submission as Hugging Face’s `.eval_results/*.yaml` (https://huggingface.co/docs/hub/eval-results). */
import { stringify } from 'yaml';
import type { ScoreView, SubmissionView } from '../views/index.ts';

/**
 * A list of results, one for each benchmark with a score and one for all. The Hub shows those whose `dataset.id` is a benchmark
 * that is registered there: whoever has one puts its id in the place of ours.
 */
export function toEvalResults(submission: SubmissionView, site: string): string {
  const { suite, tier, division, runs, createdAt, permalink, overall } = submission;
  const notes = ({ low, high }: ScoreView, of: string): string =>
    [
      `gap closed in points, ${of}`,
      ...(low === null || high === null ? [] : [`95% interval ${low} to ${high}`]),
      `${tier} tier`,
      `division ${division}`,
    ].join('; ');
  const entry = (task: string, score: ScoreView, date: string, of: string) =>
    score.value === null
      ? []
      : [
          {
            dataset: { id: `heirloom/suite-${suite}`, task_id: task },
            value: score.value,
            date,
            source: { url: `${site}${permalink}`, name: 'Heirloom' },
            notes: notes(score, of),
          },
        ];
  const list = [
    ...entry('overall', overall, createdAt, 'all benchmarks'),
    ...runs.flatMap(({ benchmark: { id, version }, score, startedAt }) =>
      entry(id, score, startedAt, `${id}@${version}`),
    ),
  ];
  // As YAML 1.1 reads it, which Python does: a date without quotes would be no text there.
  return stringify(list, { compat: 'yaml-1.1', lineWidth: 0 });
}
