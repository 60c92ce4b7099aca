/** A submission as a record of Every Eval Ever 0.3 (https://github.com/evaleval/every_eval_ever). Its details are texts alone. */
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { revisionsOf } from '#benchmarks/protocol/swhid.ts';
import { SCORING_METHOD } from '#benchmarks/scoring/index.ts';
import type { RunView, ScoreView, SubmissionView } from '../views/index.ts';

const SCHEMA = '0.3.0';
const ORGANIZATION = 'Heirloom';

/** What stands in the record for a limit that there is none of. */
const UNBOUNDED = { min_score: '-Infinity', max_score: 'Infinity' } as const;

export interface EvalRecord {
  /** `data/<collection>/<developer>/<model>/<UUID>.json`: where the collection keeps it. */
  readonly path: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Scores alone: benchmarks without one are left out. `site`: the site’s public address, without a slash at the end. */
export function toEveryEvalEver(submission: SubmissionView, site: string): EvalRecord {
  const { id, suite, tier, spec, runs, createdAt, permalink, label, verification, overall } = submission;
  const model = `heirloom/${portable(spec)}`;
  const collection = `heirloom-${suite}-${tier}`;
  const retrieved = String(Math.floor(Date.parse(createdAt) / 1000));
  const page = `${site}${permalink}`;
  const results = runs.flatMap((run) =>
    run.score.value === null ? [] : [resultOf(run, run.score.value, { id, site })],
  );
  return {
    path: `data/${collection}/${model}/${uuidOf(id)}.json`,
    record: {
      schema_version: SCHEMA,
      evaluation_id: `${collection}/${model}/${retrieved}`,
      ...(runs[0] && { evaluation_timestamp: runs[0].startedAt }),
      retrieved_timestamp: retrieved,
      source_metadata: {
        source_name: `Heirloom, suite ${suite}, ${tier} tier`,
        // Aggregates: nothing in it is of single samples.
        source_type: 'documentation',
        source_organization_name: ORGANIZATION,
        source_organization_url: site,
        // Who sent it made it, unless the site answers for it or has made it again.
        evaluator_relationship: label === 'reported' && verification !== 'reproduced' ? 'first_party' : 'third_party',
        additional_details: {
          page,
          bundle: `${site}${submission.download}`,
          bundle_sha256: submission.bundleDigest,
          licence: submission.licence,
          label,
          verification,
        },
      },
      eval_library: {
        name: 'heirloom',
        version: runs[0]?.environment.heirloom ?? 'unknown',
        additional_details: Object.fromEntries(
          revisionsOf(runs.map(({ environment }) => environment)).map((revision, at) => [
            `revision_${at + 1}`,
            revision,
          ]),
        ),
      },
      model_info: {
        name: spec,
        id: model,
        developer: 'heirloom',
        additional_details: {
          deployment_type: 'self_deployed',
          model_availability: 'unknown',
          kind: 'a strategy by which models are trained, generation after generation; the models are those of the benchmarks',
          title: submission.title,
          authors: submission.authors.map(({ name }) => name).join('; '),
          division: submission.division,
        },
      },
      evaluation_results: [...(overall.value === null ? [] : [overallOf(submission, overall.value, site)]), ...results],
    },
  };
}

function resultOf(run: RunView, value: number, { id, site }: { readonly id: string; readonly site: string }): object {
  const { benchmark, score, seeds, startedAt, params, generations, size, resultDigest } = run;
  return {
    evaluation_result_id: `${id}/${benchmark.id}`,
    evaluation_name: `${benchmark.id}@${benchmark.version}`,
    source_data: { dataset_name: benchmark.name, source_type: 'url', url: [`${site}/benchmarks/${benchmark.id}`] },
    evaluation_timestamp: startedAt,
    metric_config: {
      evaluation_description:
        'How much of the gap between no mitigation (0) and fresh real data in every generation (100) is closed.',
      metric_id: 'heirloom.gap_closed',
      metric_name: 'Gap closed',
      metric_kind: 'gap_closed',
      metric_unit: 'points',
      lower_is_better: false,
      score_type: 'continuous',
      ...UNBOUNDED,
    },
    score_details: {
      score: value,
      details: { result_sha256: resultDigest, clipped: String(score.clipped) },
      uncertainty: { ...intervalOf(score, 'jackknife-t over paired seeds'), num_samples: seeds.length },
    },
    generation_config: {
      additional_details: {
        generations: String(generations),
        training_set: String(size),
        unit: benchmark.unit,
        ...Object.fromEntries(Object.entries(params).map(([name, own]) => [`param_${name}`, String(own)])),
      },
    },
  };
}

function overallOf({ id, suite, tier, overall }: SubmissionView, value: number, site: string): object {
  const [low, high] = SCORING_METHOD.clip;
  return {
    evaluation_result_id: `${id}/overall`,
    evaluation_name: `overall, suite ${suite}`,
    source_data: { dataset_name: `Suite ${suite}`, source_type: 'url', url: [`${site}/board/${suite}/${tier}/all`] },
    metric_config: {
      evaluation_description: 'Mean of the clipped benchmark scores, weighed as the suite says.',
      metric_id: 'heirloom.overall',
      metric_name: 'Overall score',
      metric_kind: 'gap_closed',
      metric_unit: 'points',
      lower_is_better: false,
      score_type: 'continuous',
      min_score: low,
      max_score: high,
    },
    score_details: { score: value, uncertainty: intervalOf(overall, 'joint bootstrap over seeds') },
  };
}

function intervalOf({ low, high }: ScoreView, method: string): object {
  if (low === null || high === null) return {};
  return { confidence_interval: { lower: low, upper: high, confidence_level: SCORING_METHOD.confidence, method } };
}

/** A specification as a name of a folder on every system: `retain-share-0.1`. */
const portable = (spec: string): string => spec.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/[. ]+$/, '');

/** A UUID of version 4 that follows from the id, so that the same submission has the same file. */
function uuidOf(id: string): string {
  const hex = sha256(`every-eval-ever/${id}`);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
