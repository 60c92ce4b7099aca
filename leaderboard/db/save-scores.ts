/** Stores scores; one that is there for the same submission and benchmark, or board, is replaced. */

import type {
  ControlSpec,
  ControlsSource,
  LackingControl,
  LackingControls,
} from '#benchmarks/board/choose-controls.ts';
import type { Place } from '#benchmarks/protocol/place.ts';
import { Prisma } from '../generated/client.ts';
import type { CostView, ScoreState } from '../views/index.ts';
import type { Queryable } from './data-version.ts';
import { inStatements } from './exact-numbers.ts';

interface StoredValue {
  readonly status: ScoreState;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly fewSeeds: boolean;
  readonly scoringVersion: number;
}

/** A score on one benchmark. */
export interface BenchmarkScoreRow extends StoredValue {
  readonly submissionId: string;
  readonly benchmark: string;
  /** Submissions whose runs it is scored against; null without. */
  readonly controls: { readonly replace: string; readonly oracle: string } | null;
  /** Whose they are; null without. */
  readonly source: ControlsSource | null;
  /** Which are missing; null where none is, or nothing was run. */
  readonly lacking: LackingControls | null;
  /** Why there is no score, as words inside a sentence; empty where there is one, or it is pending. */
  readonly reason: string;
}

/** A rank, and what it was computed among. */
export interface StoredRank {
  readonly low: number;
  readonly high: number;
  readonly position: number;
  readonly of: number;
  /** Digest of the members with their scores: with other ones the rank is out of date. */
  readonly members: string;
  readonly flips: readonly string[];
}

/** What is said on one board of a submission's runs of that board's benchmarks together: they have one place, in which it is ranked. */
export interface BoardScore extends StoredValue, Place {
  readonly rank: StoredRank | null;
  /** Whether all of the runs are. */
  readonly official: boolean;
  /** `own` where any of the scores is measured against controls of its sender; null where none has controls. */
  readonly source: ControlsSource | null;
  /** Run ids of the controls that the scores rest on, `benchmark=replace,oracle;…`: other ones make it out of date. */
  readonly basis: string;
  /** `quick`: the interval is still to come. */
  readonly stage: 'quick' | 'full';
  readonly iqm: number | null;
  /** Benchmarks without a score. */
  readonly lacking: readonly string[];
  readonly cost: CostView;
}

export interface BoardScoreRow extends BoardScore {
  readonly submissionId: string;
  /** `suite/<suite>` or `suite/<suite>/<group>`. */
  readonly board: string;
}

export async function saveBenchmarkScores(
  client: Queryable,
  scores: readonly BenchmarkScoreRow[],
  computedAt = new Date(),
): Promise<void> {
  for (const chunk of inStatements(scores)) {
    const rows = chunk.map(
      (row) => Prisma.sql`(
      ${row.submissionId}::text, ${row.benchmark}::text, ${row.status}::score_status,
      ${row.value}::float8, ${row.low}::float8, ${row.high}::float8,
      ${row.controls?.replace ?? null}::text, ${row.controls?.oracle ?? null}::text, ${row.source}::controls_source,
      ${lack(row.lacking?.site, 'replace')}::control_lack, ${lack(row.lacking?.site, 'oracle')}::control_lack,
      ${lack(row.lacking?.own, 'replace')}::control_lack, ${lack(row.lacking?.own, 'oracle')}::control_lack,
      ${row.fewSeeds}::boolean, ${row.reason}::text, ${row.scoringVersion}::int, ${computedAt}::timestamp)`,
    );
    await client.$executeRaw`
      INSERT INTO "benchmark_scores" ("submission_id", "benchmark_id", "status", "value", "low", "high",
        "replace_id", "oracle_id", "source", "site_lacks_replace", "site_lacks_oracle", "own_lacks_replace", "own_lacks_oracle",
        "few_seeds", "reason", "scoring_version", "computed_at")
      VALUES ${Prisma.join(rows)}
      ON CONFLICT ("submission_id", "benchmark_id") DO UPDATE SET
        "status" = excluded."status", "value" = excluded."value", "low" = excluded."low", "high" = excluded."high",
        "replace_id" = excluded."replace_id", "oracle_id" = excluded."oracle_id", "source" = excluded."source",
        "site_lacks_replace" = excluded."site_lacks_replace", "site_lacks_oracle" = excluded."site_lacks_oracle",
        "own_lacks_replace" = excluded."own_lacks_replace", "own_lacks_oracle" = excluded."own_lacks_oracle",
        "few_seeds" = excluded."few_seeds", "reason" = excluded."reason",
        "scoring_version" = excluded."scoring_version", "computed_at" = excluded."computed_at"`;
  }
}

const lack = (lacking: readonly LackingControl[] | null | undefined, spec: ControlSpec): LackingControl['why'] | null =>
  lacking?.find(({ control }) => control === spec)?.why ?? null;

export async function saveBoardScores(
  client: Queryable,
  scores: readonly BoardScoreRow[],
  computedAt = new Date(),
): Promise<void> {
  for (const chunk of inStatements(scores)) {
    const rows = chunk.map(
      (row) => Prisma.sql`(
      ${row.submissionId}::text, ${row.board}::text, ${row.status}::score_status,
      ${row.value}::float8, ${row.low}::float8, ${row.high}::float8,
      ${row.rank?.low ?? null}::int, ${row.rank?.high ?? null}::int, ${row.rank?.position ?? null}::int, ${row.rank?.of ?? null}::int,
      ${row.rank?.members ?? null}::text, ${[...(row.rank?.flips ?? [])]}::text[],
      ${row.official}::boolean, ${row.division}::division, ${row.classes?.budget ?? null}::text,
      ${row.classes?.training ?? null}::text, ${row.classes?.calls ?? null}::text, ${row.source}::controls_source, ${row.basis}::text,
      ${row.stage}::score_stage, ${row.iqm}::float8, ${row.fewSeeds}::boolean, ${[...row.lacking]}::text[],
      ${row.cost.realShare}::float8, ${row.cost.realFresh}::float8, ${row.cost.training}::float8,
      ${row.cost.sampled}::float8, ${row.cost.verifierCalls}::float8,
      ${row.cost.counted?.updates ?? null}::float8, ${row.cost.counted?.freshShown ?? null}::float8,
      ${row.cost.counted?.retainedShown ?? null}::float8, ${row.cost.counted?.densityCalls ?? null}::float8, ${row.scoringVersion}::int, ${computedAt}::timestamp)`,
    );
    await client.$executeRaw`
      INSERT INTO "board_scores" ("submission_id", "board", "status", "value", "low", "high",
        "rank_low", "rank_high", "rank_position", "rank_of", "members_digest", "flips",
        "official", "division", "budget", "training_class", "call_class", "source", "basis", "stage", "iqm", "few_seeds", "lacking",
        "real_share", "real_fresh", "training", "sampled", "verifier_calls",
        "updates", "fresh_shown", "retained_shown", "density_calls", "scoring_version", "computed_at")
      VALUES ${Prisma.join(rows)}
      ON CONFLICT ("submission_id", "board") DO UPDATE SET
        "status" = excluded."status", "value" = excluded."value", "low" = excluded."low", "high" = excluded."high",
        "rank_low" = excluded."rank_low", "rank_high" = excluded."rank_high", "rank_position" = excluded."rank_position",
        "rank_of" = excluded."rank_of", "members_digest" = excluded."members_digest", "flips" = excluded."flips",
        "official" = excluded."official", "division" = excluded."division",
        "budget" = excluded."budget", "training_class" = excluded."training_class", "call_class" = excluded."call_class",
        "source" = excluded."source",
        "basis" = excluded."basis", "stage" = excluded."stage", "iqm" = excluded."iqm", "few_seeds" = excluded."few_seeds",
        "lacking" = excluded."lacking", "real_share" = excluded."real_share", "real_fresh" = excluded."real_fresh",
        "training" = excluded."training", "sampled" = excluded."sampled", "verifier_calls" = excluded."verifier_calls",
        "updates" = excluded."updates", "fresh_shown" = excluded."fresh_shown",
        "retained_shown" = excluded."retained_shown", "density_calls" = excluded."density_calls",
        "scoring_version" = excluded."scoring_version", "computed_at" = excluded."computed_at"`;
  }
}
