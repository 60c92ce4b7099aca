-- What runs reached and how entries stand, in columns that hold numbers only, instead of JSON beside each score: an average
-- that is no number was null there, and counted as 0 (docs/adr/0018-outcomes-in-tables.md).

-- CreateEnum
CREATE TYPE "outcome_state" AS ENUM ('completed', 'diverged', 'failed');

-- CreateEnum
CREATE TYPE "axis" AS ENUM ('fidelity', 'diversity', 'tail', 'drift');

-- CreateEnum
CREATE TYPE "controls_source" AS ENUM ('site', 'own');

-- CreateEnum
CREATE TYPE "control_lack" AS ENUM ('absent', 'seeds', 'stopped');

-- CreateEnum
CREATE TYPE "score_stage" AS ENUM ('quick', 'full');

-- CreateTable
CREATE TABLE "run_outcomes" (
    "run_id" INTEGER NOT NULL,
    "seed_count" INTEGER NOT NULL,
    "state" "outcome_state" NOT NULL,
    "stopped" INTEGER,
    "full_averages" DOUBLE PRECISION[] NOT NULL,
    "half_averages" DOUBLE PRECISION[] NOT NULL,

    CONSTRAINT "run_outcomes_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "run_summaries" (
    "run_id" INTEGER NOT NULL,
    "early_median" INTEGER,
    "early_share" DOUBLE PRECISION NOT NULL,
    "late_median" INTEGER,
    "late_share" DOUBLE PRECISION NOT NULL,
    "real_share" DOUBLE PRECISION NOT NULL,
    "real_fresh" DOUBLE PRECISION NOT NULL,
    "training" DOUBLE PRECISION NOT NULL,
    "sampled" DOUBLE PRECISION NOT NULL,
    "verifier_calls" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "run_summaries_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "run_axes" (
    "run_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "axis" "axis" NOT NULL,
    "value" DOUBLE PRECISION,
    "truth" DOUBLE PRECISION,

    CONSTRAINT "run_axes_pkey" PRIMARY KEY ("run_id","position")
);

-- CreateTable
CREATE TABLE "run_uses" (
    "run_id" INTEGER NOT NULL,
    "real" DOUBLE PRECISION NOT NULL,
    "fresh_drawn" BOOLEAN NOT NULL,
    "count_share" DOUBLE PRECISION NOT NULL,
    "weight_share" DOUBLE PRECISION NOT NULL,
    "fixed_size" BOOLEAN NOT NULL,
    "sampled" DOUBLE PRECISION NOT NULL,
    "external_calls" DOUBLE PRECISION NOT NULL,
    "verifier_calls" DOUBLE PRECISION NOT NULL,
    "simulated" DOUBLE PRECISION NOT NULL,
    "looked_back" BOOLEAN NOT NULL,
    "older_samples" BOOLEAN NOT NULL,
    "labels" BOOLEAN NOT NULL,
    "uniform_pool" BOOLEAN NOT NULL,

    CONSTRAINT "run_uses_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "benchmark_scores" (
    "submission_id" TEXT NOT NULL,
    "benchmark_id" TEXT NOT NULL,
    "status" "score_status" NOT NULL,
    "value" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "replace_id" TEXT,
    "oracle_id" TEXT,
    "source" "controls_source",
    "site_lacks_replace" "control_lack",
    "site_lacks_oracle" "control_lack",
    "own_lacks_replace" "control_lack",
    "own_lacks_oracle" "control_lack",
    "few_seeds" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "scoring_version" INTEGER NOT NULL,
    "computed_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "benchmark_scores_pkey" PRIMARY KEY ("submission_id","benchmark_id")
);

-- CreateTable
CREATE TABLE "board_scores" (
    "submission_id" TEXT NOT NULL,
    "board" TEXT NOT NULL,
    "status" "score_status" NOT NULL,
    "value" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "rank_low" INTEGER,
    "rank_high" INTEGER,
    "rank_position" INTEGER,
    "rank_of" INTEGER,
    "members_digest" TEXT,
    "flips" TEXT[] NOT NULL,
    "official" BOOLEAN NOT NULL,
    "division" "division" NOT NULL,
    "source" "controls_source",
    "basis" TEXT NOT NULL,
    "stage" "score_stage" NOT NULL,
    "iqm" DOUBLE PRECISION,
    "few_seeds" BOOLEAN NOT NULL,
    "lacking" TEXT[] NOT NULL,
    "real_share" DOUBLE PRECISION NOT NULL,
    "real_fresh" DOUBLE PRECISION NOT NULL,
    "training" DOUBLE PRECISION NOT NULL,
    "sampled" DOUBLE PRECISION NOT NULL,
    "verifier_calls" DOUBLE PRECISION NOT NULL,
    "scoring_version" INTEGER NOT NULL,
    "computed_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "board_scores_pkey" PRIMARY KEY ("submission_id","board")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_axes_run_id_metric_key" ON "run_axes"("run_id", "metric");

-- CreateIndex
CREATE INDEX "benchmark_scores_benchmark_id_idx" ON "benchmark_scores"("benchmark_id");

-- CreateIndex
CREATE INDEX "board_scores_board_idx" ON "board_scores"("board");

-- CreateIndex
CREATE UNIQUE INDEX "runs_id_seed_count_key" ON "runs"("id", "seed_count");

-- CreateIndex
CREATE INDEX "submissions_spec_idx" ON "submissions"("spec");

-- AddForeignKey
ALTER TABLE "run_outcomes" ADD CONSTRAINT "run_outcomes_run_id_seed_count_fkey" FOREIGN KEY ("run_id", "seed_count") REFERENCES "runs"("id", "seed_count") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_summaries" ADD CONSTRAINT "run_summaries_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_axes" ADD CONSTRAINT "run_axes_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_uses" ADD CONSTRAINT "run_uses_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_scores" ADD CONSTRAINT "benchmark_scores_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_scores" ADD CONSTRAINT "benchmark_scores_replace_id_fkey" FOREIGN KEY ("replace_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benchmark_scores" ADD CONSTRAINT "benchmark_scores_oracle_id_fkey" FOREIGN KEY ("oracle_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_scores" ADD CONSTRAINT "board_scores_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks -------------------------------------------------------------------------------------------------------------
-- Averages are held to what a completed seed may reach (benchmarks/protocol/divergence-bound.ts): that keeps out NaN, both
-- infinities, and numbers whose sums or squares would be infinite. What compares with an element that is null is null, and
-- null passes a check: so nulls are looked for.

ALTER TABLE "run_outcomes"
  ADD CONSTRAINT "run_outcomes_stopped_check" CHECK (
    CASE WHEN "state" = 'completed' THEN "stopped" IS NULL
         ELSE "stopped" IS NOT NULL AND "stopped" BETWEEN 1 AND "seed_count" END),
  ADD CONSTRAINT "run_outcomes_length_check" CHECK (
    cardinality("full_averages") = CASE WHEN "state" = 'completed' THEN "seed_count" ELSE 0 END
    AND cardinality("half_averages") = cardinality("full_averages")),
  ADD CONSTRAINT "run_outcomes_full_averages_check" CHECK (
    coalesce(array_ndims("full_averages"), 1) = 1 AND array_position("full_averages", NULL) IS NULL
    AND '-1e100'::double precision <= ALL ("full_averages") AND '1e100'::double precision >= ALL ("full_averages")),
  ADD CONSTRAINT "run_outcomes_half_averages_check" CHECK (
    coalesce(array_ndims("half_averages"), 1) = 1 AND array_position("half_averages", NULL) IS NULL
    AND '-1e100'::double precision <= ALL ("half_averages") AND '1e100'::double precision >= ALL ("half_averages"));

ALTER TABLE "run_summaries"
  ADD CONSTRAINT "run_summaries_early_median_check" CHECK ("early_median" >= 1),
  ADD CONSTRAINT "run_summaries_early_share_check" CHECK ("early_share" >= 0 AND "early_share" <= 1),
  ADD CONSTRAINT "run_summaries_late_median_check" CHECK ("late_median" >= 1),
  ADD CONSTRAINT "run_summaries_late_share_check" CHECK ("late_share" >= 0 AND "late_share" <= 1),
  ADD CONSTRAINT "run_summaries_real_share_check" CHECK ("real_share" >= 0 AND "real_share" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_real_fresh_check" CHECK ("real_fresh" >= 0 AND "real_fresh" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_training_check" CHECK ("training" >= 0 AND "training" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_sampled_check" CHECK ("sampled" >= 0 AND "sampled" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_verifier_calls_check" CHECK ("verifier_calls" >= 0 AND "verifier_calls" < 'Infinity');

ALTER TABLE "run_axes"
  ADD CONSTRAINT "run_axes_position_check" CHECK ("position" >= 0),
  ADD CONSTRAINT "run_axes_metric_check" CHECK ("metric" ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length("metric") <= 64),
  ADD CONSTRAINT "run_axes_value_check" CHECK ("value" > '-Infinity' AND "value" < 'Infinity'),
  ADD CONSTRAINT "run_axes_truth_check" CHECK ("truth" > '-Infinity' AND "truth" < 'Infinity');

ALTER TABLE "run_uses"
  ADD CONSTRAINT "run_uses_real_check" CHECK ("real" >= 0 AND "real" < 'Infinity'),
  ADD CONSTRAINT "run_uses_count_share_check" CHECK ("count_share" >= 0 AND "count_share" < 'Infinity'),
  ADD CONSTRAINT "run_uses_weight_share_check" CHECK ("weight_share" >= 0 AND "weight_share" < 'Infinity'),
  ADD CONSTRAINT "run_uses_sampled_check" CHECK ("sampled" >= 0 AND "sampled" < 'Infinity'),
  ADD CONSTRAINT "run_uses_external_calls_check" CHECK ("external_calls" >= 0 AND "external_calls" < 'Infinity'),
  ADD CONSTRAINT "run_uses_verifier_calls_check" CHECK ("verifier_calls" >= 0 AND "verifier_calls" < 'Infinity'),
  ADD CONSTRAINT "run_uses_simulated_check" CHECK ("simulated" >= 0 AND "simulated" < 'Infinity');

ALTER TABLE "benchmark_scores"
  ADD CONSTRAINT "benchmark_scores_benchmark_id_check" CHECK ("benchmark_id" ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length("benchmark_id") <= 64),
  ADD CONSTRAINT "benchmark_scores_value_check" CHECK ("value" > '-Infinity' AND "value" < 'Infinity'),
  ADD CONSTRAINT "benchmark_scores_low_check" CHECK ("low" > '-Infinity' AND "low" < 'Infinity'),
  ADD CONSTRAINT "benchmark_scores_high_check" CHECK ("high" > '-Infinity' AND "high" < 'Infinity'),
  ADD CONSTRAINT "benchmark_scores_status_check" CHECK (("status" = 'scored') = ("value" IS NOT NULL) AND "status" <> 'incomplete'),
  ADD CONSTRAINT "benchmark_scores_interval_check" CHECK (
    num_nonnulls("low", "high") IN (0, 2) AND "low" <= "high" AND ("low" IS NULL OR "value" IS NOT NULL)),
  ADD CONSTRAINT "benchmark_scores_controls_check" CHECK (
    num_nonnulls("replace_id", "oracle_id", "source") IN (0, 3) AND ("status" <> 'scored' OR "source" IS NOT NULL)),
  ADD CONSTRAINT "benchmark_scores_lacks_check" CHECK (
    num_nonnulls("site_lacks_replace", "site_lacks_oracle", "own_lacks_replace", "own_lacks_oracle") = 0
    OR ("source" IS NULL AND num_nonnulls("site_lacks_replace", "site_lacks_oracle") > 0)),
  ADD CONSTRAINT "benchmark_scores_reason_check" CHECK (("reason" = '') = ("status" IN ('scored', 'pending'))),
  ADD CONSTRAINT "benchmark_scores_scoring_version_check" CHECK ("scoring_version" > 0),
  ADD CONSTRAINT "benchmark_scores_computed_at_check" CHECK ("computed_at" >= '2020-01-01' AND "computed_at" < '2200-01-01');

ALTER TABLE "board_scores"
  ADD CONSTRAINT "board_scores_board_check" CHECK ("board" ~ '^suite/[0-9]{1,4}\.[0-9]{1,4}(/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$'),
  ADD CONSTRAINT "board_scores_value_check" CHECK ("value" > '-Infinity' AND "value" < 'Infinity'),
  ADD CONSTRAINT "board_scores_low_check" CHECK ("low" > '-Infinity' AND "low" < 'Infinity'),
  ADD CONSTRAINT "board_scores_high_check" CHECK ("high" > '-Infinity' AND "high" < 'Infinity'),
  ADD CONSTRAINT "board_scores_status_check" CHECK (
    ("status" = 'scored') = ("value" IS NOT NULL) AND "status" IN ('pending', 'scored', 'incomplete')),
  ADD CONSTRAINT "board_scores_interval_check" CHECK (
    num_nonnulls("low", "high") IN (0, 2) AND "low" <= "high"
    AND ("low" IS NULL OR ("value" IS NOT NULL AND "stage" = 'full'))),
  ADD CONSTRAINT "board_scores_rank_check" CHECK (
    num_nonnulls("rank_low", "rank_high", "rank_position", "rank_of", "members_digest") IN (0, 5)
    AND "rank_low" >= 1 AND "rank_low" <= "rank_high" AND "rank_high" <= "rank_of"
    AND "rank_position" >= 1 AND "rank_position" <= "rank_of"
    AND ("rank_low" IS NULL OR "value" IS NOT NULL)),
  ADD CONSTRAINT "board_scores_members_digest_check" CHECK ("members_digest" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "board_scores_flips_check" CHECK (
    coalesce(array_ndims("flips"), 1) = 1 AND array_position("flips", NULL) IS NULL
    AND (cardinality("flips") = 0 OR "rank_low" IS NOT NULL)),
  ADD CONSTRAINT "board_scores_lacking_check" CHECK (
    coalesce(array_ndims("lacking"), 1) = 1 AND array_position("lacking", NULL) IS NULL),
  ADD CONSTRAINT "board_scores_iqm_check" CHECK (
    "iqm" > '-Infinity' AND "iqm" < 'Infinity' AND ("iqm" IS NULL OR "value" IS NOT NULL)),
  ADD CONSTRAINT "board_scores_real_share_check" CHECK ("real_share" >= 0 AND "real_share" < 'Infinity'),
  ADD CONSTRAINT "board_scores_real_fresh_check" CHECK ("real_fresh" >= 0 AND "real_fresh" < 'Infinity'),
  ADD CONSTRAINT "board_scores_training_check" CHECK ("training" >= 0 AND "training" < 'Infinity'),
  ADD CONSTRAINT "board_scores_sampled_check" CHECK ("sampled" >= 0 AND "sampled" < 'Infinity'),
  ADD CONSTRAINT "board_scores_verifier_calls_check" CHECK ("verifier_calls" >= 0 AND "verifier_calls" < 'Infinity'),
  ADD CONSTRAINT "board_scores_scoring_version_check" CHECK ("scoring_version" > 0),
  ADD CONSTRAINT "board_scores_computed_at_check" CHECK ("computed_at" >= '2020-01-01' AND "computed_at" < '2200-01-01');

CREATE TRIGGER "run_outcomes_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "run_outcomes"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "run_summaries_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "run_summaries"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "run_axes_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "run_axes"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "run_uses_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "run_uses"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "benchmark_scores_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "benchmark_scores"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "board_scores_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "board_scores"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();

-- What is stored already ---------------------------------------------------------------------------------------------
-- Carried over where it is complete. What is not gets no row: a scoring job computes it again from the trajectories and
-- ledgers (leaderboard/restore-results.ts), and until then whatever rests on it is pending. A number of JSON is the
-- shortest decimal that reads back as the double that it was, so nothing is rounded.

-- The numbers of a JSON array; null where it is none, or holds anything else.
CREATE FUNCTION "heirloom_numbers"("list" JSONB) RETURNS DOUBLE PRECISION[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN bool_and(jsonb_typeof(item) = 'number')
    THEN array_agg(CASE WHEN jsonb_typeof(item) = 'number' THEN (item #>> '{}')::float8 END ORDER BY place) END
  FROM jsonb_array_elements(CASE WHEN jsonb_typeof("list") = 'array' THEN "list" ELSE '[]' END) WITH ORDINALITY AS items (item, place)
$$;

-- A field of a JSON object as a number; null where it is none.
CREATE FUNCTION "heirloom_number"("object" JSONB, "field" TEXT) RETURNS DOUBLE PRECISION LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof("object" -> "field") = 'number' THEN ("object" ->> "field")::float8 END
$$;

-- The texts of a JSON array; none where it is no array.
CREATE FUNCTION "heirloom_texts"("list" JSONB) RETURNS TEXT[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(item ORDER BY place), '{}')
  FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof("list") = 'array' THEN "list" ELSE '[]' END) WITH ORDINALITY AS items (item, place)
$$;

-- Why a control is missing, from `[{ control, why }]`.
CREATE FUNCTION "heirloom_lack"("list" JSONB, "control" TEXT) RETURNS "control_lack" LANGUAGE sql IMMUTABLE AS $$
  SELECT (item ->> 'why')::"control_lack"
  FROM jsonb_array_elements(CASE WHEN jsonb_typeof("list") = 'array' THEN "list" ELSE '[]' END) AS items (item)
  WHERE item ->> 'control' = "control" LIMIT 1
$$;

CREATE TEMPORARY TABLE "stored_runs" ON COMMIT DROP AS
SELECT r."id", r."seed_count", r."diverged_count", r."failed_count", r."submission_id", r."benchmark_id",
  s."facets" -> 'outcome' ->> 'state' AS "state",
  heirloom_numbers(s."facets" -> 'outcome' -> 'averages' -> 'full') AS "full",
  heirloom_numbers(s."facets" -> 'outcome' -> 'averages' -> 'half') AS "half",
  s."facets" -> 'run' AS "run"
FROM "runs" r
JOIN "scores" s ON s."submission_id" = r."submission_id" AND s."scope" = 'benchmark/' || r."benchmark_id";

INSERT INTO "run_outcomes" ("run_id", "seed_count", "state", "stopped", "full_averages", "half_averages")
SELECT "id", "seed_count", 'completed', NULL, "full", "half" FROM "stored_runs"
WHERE "state" = 'completed' AND "diverged_count" + "failed_count" = 0
  AND cardinality("full") = "seed_count" AND cardinality("half") = "seed_count"
  AND '-1e100'::double precision <= ALL ("full") AND '1e100'::double precision >= ALL ("full") AND '-1e100'::double precision <= ALL ("half") AND '1e100'::double precision >= ALL ("half");

-- A failed run says nothing of its strategy, so that is named before divergence, which does.
INSERT INTO "run_outcomes" ("run_id", "seed_count", "state", "stopped", "full_averages", "half_averages")
SELECT "id", "seed_count", CASE WHEN "failed_count" > 0 THEN 'failed' ELSE 'diverged' END::"outcome_state",
  CASE WHEN "failed_count" > 0 THEN "failed_count" ELSE "diverged_count" END, '{}', '{}'
FROM "stored_runs" WHERE "diverged_count" + "failed_count" > 0;

INSERT INTO "run_summaries" ("run_id", "early_median", "early_share", "late_median", "late_share",
  "real_share", "real_fresh", "training", "sampled", "verifier_calls")
SELECT "id", heirloom_number("run" -> 'early', 'median')::int, heirloom_number("run" -> 'early', 'share'),
  heirloom_number("run" -> 'late', 'median')::int, heirloom_number("run" -> 'late', 'share'),
  heirloom_number("run" -> 'cost', 'realShare'), heirloom_number("run" -> 'cost', 'realFresh'),
  heirloom_number("run" -> 'cost', 'training'), heirloom_number("run" -> 'cost', 'sampled'),
  heirloom_number("run" -> 'cost', 'verifierCalls')
FROM "stored_runs"
WHERE jsonb_typeof("run" -> 'facets') = 'array' AND num_nulls(
  heirloom_number("run" -> 'early', 'share'), heirloom_number("run" -> 'late', 'share'),
  heirloom_number("run" -> 'cost', 'realShare'), heirloom_number("run" -> 'cost', 'realFresh'),
  heirloom_number("run" -> 'cost', 'training'), heirloom_number("run" -> 'cost', 'sampled'),
  heirloom_number("run" -> 'cost', 'verifierCalls')) = 0;

INSERT INTO "run_axes" ("run_id", "position", "metric", "axis", "value", "truth")
SELECT r."id", place - 1, item ->> 'metric', (item ->> 'facet')::"axis", heirloom_number(item, 'value'), heirloom_number(item, 'truth')
FROM "stored_runs" r JOIN "run_summaries" s ON s."run_id" = r."id",
  jsonb_array_elements(r."run" -> 'facets') WITH ORDINALITY AS items (item, place);

-- Scores of the first versions were stored without.
INSERT INTO "run_uses" ("run_id", "real", "fresh_drawn", "count_share", "weight_share", "fixed_size", "sampled", "external_calls",
  "verifier_calls", "simulated", "looked_back", "older_samples", "labels", "uniform_pool")
SELECT "id", heirloom_number(u, 'real'), (u ->> 'freshDrawn')::boolean, heirloom_number(u, 'countShare'),
  heirloom_number(u, 'weightShare'), (u ->> 'fixedSize')::boolean, heirloom_number(u, 'sampled'),
  heirloom_number(u, 'externalCalls'), heirloom_number(u, 'verifierCalls'), heirloom_number(u, 'simulated'),
  (u ->> 'lookedBack')::boolean, (u ->> 'olderSamples')::boolean, (u ->> 'labels')::boolean, (u ->> 'uniformPool')::boolean
FROM "stored_runs" CROSS JOIN LATERAL (SELECT "run" -> 'rights' -> 'use') AS uses (u)
WHERE jsonb_typeof(u) = 'object';

-- Submissions with a score that rests on a run without an outcome: their own, or a control's.
CREATE TEMPORARY TABLE "unsound" ON COMMIT DROP AS
WITH "without" AS (
  SELECT r."submission_id", r."benchmark_id" FROM "runs" r
  WHERE NOT EXISTS (SELECT 1 FROM "run_outcomes" o WHERE o."run_id" = r."id")
     OR NOT EXISTS (SELECT 1 FROM "run_summaries" s WHERE s."run_id" = r."id")
)
SELECT DISTINCT s."submission_id", w."benchmark_id" FROM "scores" s JOIN "without" w ON s."scope" = 'benchmark/' || w."benchmark_id"
  AND w."submission_id" IN (s."submission_id", s."facets" -> 'controls' ->> 'replace', s."facets" -> 'controls' ->> 'oracle');

INSERT INTO "benchmark_scores" ("submission_id", "benchmark_id", "status", "value", "low", "high", "replace_id", "oracle_id", "source",
  "site_lacks_replace", "site_lacks_oracle", "own_lacks_replace", "own_lacks_oracle", "few_seeds", "reason", "scoring_version", "computed_at")
SELECT s."submission_id", substr(s."scope", 11),
  CASE WHEN sound THEN s."status" ELSE 'pending' END,
  CASE WHEN sound THEN s."value" END, CASE WHEN sound THEN s."low" END, CASE WHEN sound THEN s."high" END,
  CASE WHEN sound THEN s."facets" -> 'controls' ->> 'replace' END, CASE WHEN sound THEN s."facets" -> 'controls' ->> 'oracle' END,
  CASE WHEN sound AND s."facets" ->> 'controls' IS NOT NULL THEN coalesce(s."facets" ->> 'source', 'site')::"controls_source" END,
  heirloom_lack(lacking -> 'site', 'replace'), heirloom_lack(lacking -> 'site', 'oracle'),
  heirloom_lack(lacking -> 'own', 'replace'), heirloom_lack(lacking -> 'own', 'oracle'),
  sound AND coalesce((s."facets" ->> 'fewSeeds')::boolean, false),
  CASE WHEN NOT sound OR s."status" IN ('scored', 'pending') THEN ''
       ELSE coalesce(nullif(s."facets" ->> 'reason', ''), s."status"::text) END,
  CASE WHEN sound THEN s."scoring_version" ELSE 1 END, s."computed_at"
FROM "scores" s
LEFT JOIN "unsound" u ON u."submission_id" = s."submission_id" AND s."scope" = 'benchmark/' || u."benchmark_id"
CROSS JOIN LATERAL (SELECT u."benchmark_id" IS NULL AND (s."status" <> 'scored' OR s."facets" ->> 'controls' IS NOT NULL)) AS rest (sound)
CROSS JOIN LATERAL (SELECT CASE WHEN sound AND s."facets" ->> 'controls' IS NULL THEN s."facets" -> 'lacking' END) AS about (lacking)
WHERE s."scope" LIKE 'benchmark/%';

-- An earlier scoring version is what a job looks for.
INSERT INTO "board_scores" ("submission_id", "board", "status", "value", "low", "high", "rank_low", "rank_high", "rank_position", "rank_of",
  "members_digest", "flips", "official", "division", "source", "basis", "stage", "iqm", "few_seeds", "lacking",
  "real_share", "real_fresh", "training", "sampled", "verifier_calls", "scoring_version", "computed_at")
SELECT s."submission_id", s."scope", CASE WHEN sound THEN s."status" ELSE 'pending' END,
  CASE WHEN sound THEN s."value" END, CASE WHEN sound THEN s."low" END, CASE WHEN sound THEN s."high" END,
  CASE WHEN ranked THEN s."rank_low" END, CASE WHEN ranked THEN s."rank_high" END,
  CASE WHEN ranked THEN heirloom_number(ranking, 'position')::int END, CASE WHEN ranked THEN heirloom_number(ranking, 'of')::int END,
  CASE WHEN ranked THEN ranking ->> 'members' END,
  CASE WHEN ranked THEN heirloom_texts(ranking -> 'flips') ELSE '{}' END,
  coalesce((f ->> 'official')::boolean, false), coalesce(f ->> 'division', 'open')::"division", (f ->> 'source')::"controls_source",
  coalesce(f ->> 'basis', ''), CASE WHEN sound THEN coalesce(f ->> 'stage', 'quick') ELSE 'quick' END::"score_stage",
  CASE WHEN sound AND s."value" IS NOT NULL THEN heirloom_number(f, 'iqm') END,
  coalesce((f ->> 'fewSeeds')::boolean, false), heirloom_texts(f -> 'lacking'),
  coalesce(heirloom_number(f -> 'cost', 'realShare'), 0), coalesce(heirloom_number(f -> 'cost', 'realFresh'), 0),
  coalesce(heirloom_number(f -> 'cost', 'training'), 0), coalesce(heirloom_number(f -> 'cost', 'sampled'), 0),
  coalesce(heirloom_number(f -> 'cost', 'verifierCalls'), 0),
  CASE WHEN sound THEN s."scoring_version" ELSE 1 END, s."computed_at"
FROM "scores" s
CROSS JOIN LATERAL (SELECT s."facets", NOT EXISTS (SELECT 1 FROM "unsound" u WHERE u."submission_id" = s."submission_id")) AS own (f, sound)
CROSS JOIN LATERAL (SELECT f -> 'ranking', sound AND s."rank_low" IS NOT NULL AND jsonb_typeof(f -> 'ranking') = 'object') AS place (ranking, ranked)
WHERE s."scope" LIKE 'suite/%';

DROP FUNCTION "heirloom_numbers"(JSONB);
DROP FUNCTION "heirloom_number"(JSONB, TEXT);
DROP FUNCTION "heirloom_texts"(JSONB);
DROP FUNCTION "heirloom_lack"(JSONB, TEXT);
DROP TABLE "scores";
DROP TYPE "interval_kind";
