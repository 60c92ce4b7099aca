-- The first migration. Down to "AddForeignKey" it is what Prisma derives from schema.prisma, with NOT NULL added to the
-- arrays; what Prisma can't express follows: checks, append-only tables and the data version.

-- CreateEnum
CREATE TYPE "tier" AS ENUM ('smoke', 'quick', 'standard', 'full');

-- CreateEnum
CREATE TYPE "division" AS ENUM ('closed', 'anchored', 'retained', 'fresh', 'accumulating', 'assisted', 'open');

-- CreateEnum
CREATE TYPE "label" AS ENUM ('baseline', 'reported');

-- CreateEnum
CREATE TYPE "verification_level" AS ENUM ('reported', 'recomputed', 'reproduced');

-- CreateEnum
CREATE TYPE "verification_outcome" AS ENUM ('passed', 'flagged', 'failed');

-- CreateEnum
CREATE TYPE "tombstone" AS ENUM ('withdrawn', 'rejected', 'superseded');

-- CreateEnum
CREATE TYPE "score_status" AS ENUM ('pending', 'scored', 'uncontrolled', 'inseparable', 'diverged', 'failed', 'inapplicable', 'missing', 'incomplete');

-- CreateEnum
CREATE TYPE "interval_kind" AS ENUM ('jackknife', 'bootstrap');

-- CreateEnum
CREATE TYPE "token_scope" AS ENUM ('admin', 'submit');

-- CreateTable
CREATE TABLE "suites" (
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suites_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suite_benchmarks" (
    "suite_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "benchmark_id" TEXT NOT NULL,
    "benchmark_version" INTEGER NOT NULL,

    CONSTRAINT "suite_benchmarks_pkey" PRIMARY KEY ("suite_id","benchmark_id")
);

-- CreateTable
CREATE TABLE "benchmarks" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "card" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmarks_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "strategies" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "card" JSONB,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "strategies_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" TEXT NOT NULL,
    "bundle_digest" TEXT NOT NULL,
    "suite_id" TEXT NOT NULL,
    "tier" "tier" NOT NULL,
    "title" TEXT NOT NULL,
    "authors" JSONB NOT NULL,
    "spec" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "paper_url" TEXT,
    "code_url" TEXT,
    "licence" TEXT NOT NULL,
    "external_information" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "official" BOOLEAN NOT NULL,
    "division" "division" NOT NULL,
    "label" "label" NOT NULL,
    "verification" "verification_level" NOT NULL DEFAULT 'reported',
    "token_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tombstone" "tombstone",
    "tombstone_reason" TEXT,
    "tombstoned_at" TIMESTAMP(3),
    "superseded_by_id" TEXT,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_parts" (
    "submission_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "strategy_id" TEXT NOT NULL,
    "strategy_version" INTEGER NOT NULL,
    "passed" JSONB NOT NULL,
    "resolved" JSONB NOT NULL,

    CONSTRAINT "submission_parts_pkey" PRIMARY KEY ("submission_id","position")
);

-- CreateTable
CREATE TABLE "bundles" (
    "submission_id" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "bundles_pkey" PRIMARY KEY ("submission_id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" SERIAL NOT NULL,
    "submission_id" TEXT NOT NULL,
    "benchmark_id" TEXT NOT NULL,
    "benchmark_version" INTEGER NOT NULL,
    "setup_digest" TEXT NOT NULL,
    "official" BOOLEAN NOT NULL,
    "params" JSONB NOT NULL,
    "generations" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "division" "division" NOT NULL,
    "regime" JSONB NOT NULL,
    "seeds" INTEGER[] NOT NULL,
    "statuses" JSONB NOT NULL,
    "seed_count" INTEGER NOT NULL,
    "diverged_count" INTEGER NOT NULL,
    "failed_count" INTEGER NOT NULL,
    "truth" JSONB NOT NULL,
    "engine_id" TEXT NOT NULL,
    "engine_version" TEXT NOT NULL,
    "environment" JSONB NOT NULL,
    "timings" JSONB NOT NULL,
    "result_digest" TEXT NOT NULL,

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_ledgers" (
    "run_id" INTEGER NOT NULL,
    "ledger" JSONB NOT NULL,

    CONSTRAINT "run_ledgers_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "trajectories" (
    "run_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "lengths" INTEGER[] NOT NULL,
    "missing" INTEGER[] NOT NULL,
    "values" DOUBLE PRECISION[] NOT NULL,

    CONSTRAINT "trajectories_pkey" PRIMARY KEY ("run_id","metric")
);

-- CreateTable
CREATE TABLE "scores" (
    "submission_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "status" "score_status" NOT NULL,
    "value" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "interval_kind" "interval_kind",
    "rank_low" INTEGER,
    "rank_high" INTEGER,
    "facets" JSONB NOT NULL,
    "scoring_version" INTEGER NOT NULL,
    "computed_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scores_pkey" PRIMARY KEY ("submission_id","scope")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" SERIAL NOT NULL,
    "submission_id" TEXT NOT NULL,
    "level" "verification_level" NOT NULL,
    "outcome" "verification_outcome" NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshots" (
    "id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "suite_id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "previous_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tokens" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "scope" "token_scope" NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "token_id" INTEGER,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_version" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "value" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "data_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "suite_benchmarks_suite_id_position_key" ON "suite_benchmarks"("suite_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_bundle_digest_key" ON "submissions"("bundle_digest");

-- CreateIndex
CREATE INDEX "submissions_suite_id_tier_division_idx" ON "submissions"("suite_id", "tier", "division");

-- CreateIndex
CREATE INDEX "submissions_family_idx" ON "submissions"("family");

-- CreateIndex
CREATE INDEX "submissions_created_at_idx" ON "submissions"("created_at");

-- CreateIndex
CREATE INDEX "submissions_token_id_idx" ON "submissions"("token_id");

-- CreateIndex
CREATE INDEX "submissions_superseded_by_id_idx" ON "submissions"("superseded_by_id");

-- CreateIndex
CREATE INDEX "submission_parts_strategy_id_strategy_version_idx" ON "submission_parts"("strategy_id", "strategy_version");

-- CreateIndex
CREATE INDEX "runs_benchmark_id_benchmark_version_idx" ON "runs"("benchmark_id", "benchmark_version");

-- CreateIndex
CREATE INDEX "runs_setup_digest_idx" ON "runs"("setup_digest");

-- CreateIndex
CREATE INDEX "runs_result_digest_idx" ON "runs"("result_digest");

-- CreateIndex
CREATE UNIQUE INDEX "runs_submission_id_benchmark_id_key" ON "runs"("submission_id", "benchmark_id");

-- CreateIndex
CREATE INDEX "scores_scope_idx" ON "scores"("scope");

-- CreateIndex
CREATE INDEX "verifications_submission_id_idx" ON "verifications"("submission_id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshots_digest_key" ON "snapshots"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "snapshots_previous_id_key" ON "snapshots"("previous_id");

-- CreateIndex
CREATE INDEX "snapshots_suite_id_created_at_idx" ON "snapshots"("suite_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "tokens_hash_key" ON "tokens"("hash");

-- CreateIndex
CREATE INDEX "events_subject_idx" ON "events"("subject");

-- CreateIndex
CREATE INDEX "events_token_id_idx" ON "events"("token_id");

-- AddForeignKey
ALTER TABLE "suite_benchmarks" ADD CONSTRAINT "suite_benchmarks_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "suites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_benchmarks" ADD CONSTRAINT "suite_benchmarks_benchmark_id_benchmark_version_fkey" FOREIGN KEY ("benchmark_id", "benchmark_version") REFERENCES "benchmarks"("id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "suites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "tokens"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_superseded_by_id_fkey" FOREIGN KEY ("superseded_by_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_parts" ADD CONSTRAINT "submission_parts_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_parts" ADD CONSTRAINT "submission_parts_strategy_id_strategy_version_fkey" FOREIGN KEY ("strategy_id", "strategy_version") REFERENCES "strategies"("id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bundles" ADD CONSTRAINT "bundles_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_benchmark_id_benchmark_version_fkey" FOREIGN KEY ("benchmark_id", "benchmark_version") REFERENCES "benchmarks"("id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_ledgers" ADD CONSTRAINT "run_ledgers_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectories" ADD CONSTRAINT "trajectories_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scores" ADD CONSTRAINT "scores_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "suites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "tokens"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks -------------------------------------------------------------------------------------------------------------
-- PostgreSQL stores NaN and Infinity and sorts NaN first; a non-finite number must never reach a board. NaN is larger
-- than Infinity to PostgreSQL, so an open range refuses all three. Regular expressions: `$` is the end of the string.

ALTER TABLE "suites"
  ADD CONSTRAINT "suites_id_check" CHECK ("id" ~ '^[0-9]+\.[0-9]+$'),
  ADD CONSTRAINT "suites_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "suite_benchmarks"
  ADD CONSTRAINT "suite_benchmarks_position_check" CHECK ("position" >= 0);

ALTER TABLE "benchmarks"
  ADD CONSTRAINT "benchmarks_id_check" CHECK ("id" ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length("id") <= 64),
  ADD CONSTRAINT "benchmarks_version_check" CHECK ("version" > 0),
  ADD CONSTRAINT "benchmarks_card_check" CHECK (jsonb_typeof("card") = 'object'),
  ADD CONSTRAINT "benchmarks_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "strategies"
  ADD CONSTRAINT "strategies_id_check" CHECK ("id" ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length("id") <= 64),
  ADD CONSTRAINT "strategies_version_check" CHECK ("version" > 0),
  ADD CONSTRAINT "strategies_card_check" CHECK (jsonb_typeof("card") = 'object'),
  ADD CONSTRAINT "strategies_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "submissions"
  ADD CONSTRAINT "submissions_id_check" CHECK ("id" ~ '^[a-z0-9][a-z0-9-]*$' AND length("id") BETWEEN 8 AND 64),
  ADD CONSTRAINT "submissions_bundle_digest_check" CHECK ("bundle_digest" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "submissions_title_check" CHECK ("title" <> ''),
  ADD CONSTRAINT "submissions_authors_check" CHECK (jsonb_typeof("authors") = 'array' AND jsonb_array_length("authors") > 0),
  ADD CONSTRAINT "submissions_spec_check" CHECK ("spec" <> ''),
  ADD CONSTRAINT "submissions_family_check" CHECK ("family" <> ''),
  ADD CONSTRAINT "submissions_paper_url_check" CHECK ("paper_url" ~ '^https?://'),
  ADD CONSTRAINT "submissions_code_url_check" CHECK ("code_url" ~ '^https?://'),
  ADD CONSTRAINT "submissions_licence_check" CHECK ("licence" <> ''),
  ADD CONSTRAINT "submissions_attempts_check" CHECK ("attempts" > 0),
  ADD CONSTRAINT "submissions_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01'),
  ADD CONSTRAINT "submissions_tombstoned_at_check" CHECK ("tombstoned_at" >= '2020-01-01' AND "tombstoned_at" < '2200-01-01'),
  ADD CONSTRAINT "submissions_tombstone_check" CHECK (
    ("tombstone" IS NULL AND "tombstone_reason" IS NULL AND "tombstoned_at" IS NULL AND "superseded_by_id" IS NULL)
    OR ("tombstone" IS NOT NULL AND "tombstone_reason" IS NOT NULL AND "tombstone_reason" <> '' AND "tombstoned_at" IS NOT NULL
        AND ("tombstone" <> 'superseded' OR "superseded_by_id" IS NOT NULL))),
  ADD CONSTRAINT "submissions_superseded_by_id_check" CHECK ("superseded_by_id" <> "id");

ALTER TABLE "submission_parts"
  ADD CONSTRAINT "submission_parts_position_check" CHECK ("position" >= 0),
  ADD CONSTRAINT "submission_parts_passed_check" CHECK (jsonb_typeof("passed") = 'object'),
  ADD CONSTRAINT "submission_parts_resolved_check" CHECK (jsonb_typeof("resolved") = 'object');

ALTER TABLE "bundles"
  ADD CONSTRAINT "bundles_sha256_check" CHECK ("sha256" = encode(sha256("bytes"), 'hex'));

ALTER TABLE "runs"
  ADD CONSTRAINT "runs_setup_digest_check" CHECK ("setup_digest" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "runs_result_digest_check" CHECK ("result_digest" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "runs_params_check" CHECK (jsonb_typeof("params") = 'object'),
  ADD CONSTRAINT "runs_generations_check" CHECK ("generations" > 0),
  ADD CONSTRAINT "runs_size_check" CHECK ("size" > 0),
  ADD CONSTRAINT "runs_regime_check" CHECK (jsonb_typeof("regime") = 'object'),
  ADD CONSTRAINT "runs_seeds_check" CHECK (
    array_ndims("seeds") = 1 AND cardinality("seeds") = "seed_count"
    AND array_position("seeds", NULL) IS NULL AND 0 <= ALL ("seeds")),
  ADD CONSTRAINT "runs_statuses_check" CHECK (jsonb_typeof("statuses") = 'array' AND jsonb_array_length("statuses") = "seed_count"),
  ADD CONSTRAINT "runs_counts_check" CHECK (
    "seed_count" > 0 AND "diverged_count" >= 0 AND "failed_count" >= 0 AND "diverged_count" + "failed_count" <= "seed_count"),
  ADD CONSTRAINT "runs_truth_check" CHECK (jsonb_typeof("truth") = 'object'),
  ADD CONSTRAINT "runs_environment_check" CHECK (jsonb_typeof("environment") = 'object'),
  ADD CONSTRAINT "runs_timings_check" CHECK (jsonb_typeof("timings") = 'object');

ALTER TABLE "run_ledgers"
  ADD CONSTRAINT "run_ledgers_ledger_check" CHECK (jsonb_typeof("ledger") = 'object');

CREATE FUNCTION "heirloom_sum"("numbers" INTEGER[]) RETURNS BIGINT
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT coalesce(sum(n), 0) FROM unnest("numbers") AS n $$;

-- array_position finds NaN, because it compares as IS NOT DISTINCT FROM does.
ALTER TABLE "trajectories"
  ADD CONSTRAINT "trajectories_metric_check" CHECK ("metric" ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length("metric") <= 64),
  ADD CONSTRAINT "trajectories_lengths_check" CHECK (
    cardinality("lengths") > 0 AND array_ndims("lengths") = 1 AND array_position("lengths", NULL) IS NULL AND 0 <= ALL ("lengths")
    AND heirloom_sum("lengths") = cardinality("values") + cardinality("missing")),
  ADD CONSTRAINT "trajectories_missing_check" CHECK (
    coalesce(array_ndims("missing"), 1) = 1 AND array_position("missing", NULL) IS NULL
    AND 0 <= ALL ("missing") AND heirloom_sum("lengths") > ALL ("missing")),
  ADD CONSTRAINT "trajectories_values_check" CHECK (
    coalesce(array_ndims("values"), 1) = 1
    AND array_position("values", NULL) IS NULL
    AND array_position("values", 'NaN') IS NULL
    AND array_position("values", 'Infinity') IS NULL
    AND array_position("values", '-Infinity') IS NULL);

ALTER TABLE "scores"
  ADD CONSTRAINT "scores_scope_check" CHECK ("scope" ~ '^(overall|(group|benchmark)/[a-z][a-z0-9]*(-[a-z0-9]+)*)$'),
  ADD CONSTRAINT "scores_value_check" CHECK ("value" > '-Infinity' AND "value" < 'Infinity'),
  ADD CONSTRAINT "scores_low_check" CHECK ("low" > '-Infinity' AND "low" < 'Infinity'),
  ADD CONSTRAINT "scores_high_check" CHECK ("high" > '-Infinity' AND "high" < 'Infinity'),
  ADD CONSTRAINT "scores_status_check" CHECK (("status" = 'scored') = ("value" IS NOT NULL)),
  ADD CONSTRAINT "scores_interval_check" CHECK (
    num_nonnulls("low", "high", "interval_kind") IN (0, 3) AND "low" <= "high" AND ("low" IS NULL OR "value" IS NOT NULL)),
  ADD CONSTRAINT "scores_rank_check" CHECK (
    num_nonnulls("rank_low", "rank_high") IN (0, 2) AND "rank_low" >= 1 AND "rank_low" <= "rank_high"
    AND ("rank_low" IS NULL OR "value" IS NOT NULL)),
  ADD CONSTRAINT "scores_facets_check" CHECK (jsonb_typeof("facets") = 'object'),
  ADD CONSTRAINT "scores_scoring_version_check" CHECK ("scoring_version" > 0),
  ADD CONSTRAINT "scores_computed_at_check" CHECK ("computed_at" >= '2020-01-01' AND "computed_at" < '2200-01-01');

ALTER TABLE "verifications"
  ADD CONSTRAINT "verifications_report_check" CHECK (jsonb_typeof("report") = 'object'),
  ADD CONSTRAINT "verifications_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "snapshots"
  ADD CONSTRAINT "snapshots_digest_check" CHECK ("digest" = encode(sha256(convert_to("content", 'UTF8')), 'hex')),
  ADD CONSTRAINT "snapshots_id_check" CHECK (
    "id" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8,64}$' AND substr("id", 12) = left("digest", length("id") - 11)),
  ADD CONSTRAINT "snapshots_previous_id_check" CHECK ("previous_id" <> "id"),
  ADD CONSTRAINT "snapshots_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "tokens"
  ADD CONSTRAINT "tokens_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "tokens_label_check" CHECK ("label" <> ''),
  ADD CONSTRAINT "tokens_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01'),
  ADD CONSTRAINT "tokens_revoked_at_check" CHECK ("revoked_at" >= '2020-01-01' AND "revoked_at" < '2200-01-01');

ALTER TABLE "events"
  ADD CONSTRAINT "events_kind_check" CHECK ("kind" ~ '^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$'),
  ADD CONSTRAINT "events_data_check" CHECK (jsonb_typeof("data") = 'object'),
  ADD CONSTRAINT "events_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

ALTER TABLE "data_version"
  ADD CONSTRAINT "data_version_id_check" CHECK ("id" = 1),
  ADD CONSTRAINT "data_version_value_check" CHECK ("value" >= 0);

-- Append-only tables -------------------------------------------------------------------------------------------------
-- Per statement, so that TRUNCATE is covered and a statement that would touch no row is refused all the same.

CREATE FUNCTION "heirloom_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Table "%" is append-only: % is refused. Add a row instead.', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "snapshots_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "snapshots"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "verifications_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "verifications"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();

-- Data version -------------------------------------------------------------------------------------------------------
-- Raised by whatever changes a table that pages are made of, so that no code path can forget it. Before the statement,
-- so that every writer takes this row's lock before any other row's and two of them can't wait for each other. Once per
-- transaction: the setting is local to it, and undone with a savepoint as the raise itself is.

INSERT INTO "data_version" ("id", "value") VALUES (1, 0);

CREATE FUNCTION "heirloom_raise_data_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('heirloom.data_version_raised', true) IS DISTINCT FROM 'yes' THEN
    UPDATE "data_version" SET "value" = "value" + 1 WHERE "id" = 1;
    PERFORM set_config('heirloom.data_version_raised', 'yes', true);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "suites_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "suites"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "suite_benchmarks_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "suite_benchmarks"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "benchmarks_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "benchmarks"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "strategies_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "strategies"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "submissions_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "submissions"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "submission_parts_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "submission_parts"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "bundles_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "bundles"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "runs_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "runs"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "run_ledgers_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "run_ledgers"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "trajectories_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "trajectories"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "scores_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "scores"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "verifications_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "verifications"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "snapshots_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "snapshots"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
