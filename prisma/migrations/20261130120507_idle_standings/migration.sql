-- Whether two runs went the same way, bit for bit, and how entries stand beside idle baselines: who is ranked by the rules of
-- suite 0.3 (docs/adr/0031-who-is-ranked.md).

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "trajectory_digest" TEXT;

-- CreateTable
CREATE TABLE "idle_standings" (
    "submission_id" TEXT NOT NULL,
    "board" TEXT NOT NULL,
    "baseline" TEXT NOT NULL,
    "baseline_id" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "rests_on" TEXT NOT NULL,
    "computed_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idle_standings_pkey" PRIMARY KEY ("submission_id","board","baseline")
);

-- CreateIndex
CREATE INDEX "idle_standings_board_idx" ON "idle_standings"("board");

-- AddForeignKey
ALTER TABLE "idle_standings" ADD CONSTRAINT "idle_standings_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idle_standings" ADD CONSTRAINT "idle_standings_baseline_id_fkey" FOREIGN KEY ("baseline_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks and triggers ------------------------------------------------------------------------------------------------
ALTER TABLE "runs"
  ADD CONSTRAINT "runs_trajectory_digest_check" CHECK ("trajectory_digest" ~ '^[0-9a-f]{64}$');

ALTER TABLE "idle_standings"
  ADD CONSTRAINT "idle_standings_board_check" CHECK ("board" ~ '^suite/[0-9]{1,4}\.[0-9]{1,4}(/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$'),
  ADD CONSTRAINT "idle_standings_baseline_check" CHECK ("baseline" ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length("baseline") <= 64),
  ADD CONSTRAINT "idle_standings_baseline_id_check" CHECK ("baseline_id" <> "submission_id"),
  ADD CONSTRAINT "idle_standings_value_check" CHECK ("value" > '-Infinity' AND "value" < 'Infinity'),
  ADD CONSTRAINT "idle_standings_low_check" CHECK ("low" > '-Infinity' AND "low" < 'Infinity'),
  ADD CONSTRAINT "idle_standings_high_check" CHECK ("high" > '-Infinity' AND "high" < 'Infinity'),
  ADD CONSTRAINT "idle_standings_interval_check" CHECK (num_nonnulls("low", "high") IN (0, 2) AND "low" <= "high"),
  ADD CONSTRAINT "idle_standings_rests_on_check" CHECK ("rests_on" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "idle_standings_computed_at_check" CHECK ("computed_at" >= '2020-01-01' AND "computed_at" < '2200-01-01');

CREATE TRIGGER "idle_standings_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "idle_standings"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();

-- What is stored already: the digest of benchmarks/board/trajectory-digest.ts, big-endian integers and doubles ----------------
UPDATE "runs" r SET "trajectory_digest" = encode(sha256(
  int4send(cardinality(r."seeds"))
  || coalesce((SELECT string_agg(int4send(x), '' ORDER BY place) FROM unnest(r."seeds") WITH ORDINALITY AS u (x, place)), '')
  || coalesce((SELECT string_agg(int4send(x), '' ORDER BY place) FROM unnest(t."lengths") WITH ORDINALITY AS u (x, place)), '')
  || coalesce((SELECT string_agg(int4send(x), '' ORDER BY place) FROM unnest(t."missing") WITH ORDINALITY AS u (x, place)), '')
  || coalesce((SELECT string_agg(float8send(x + 0), '' ORDER BY place) FROM unnest(t."values") WITH ORDINALITY AS u (x, place)), '')
), 'hex')
FROM "trajectories" t, "benchmarks" b
WHERE t."run_id" = r."id" AND b."id" = r."benchmark_id" AND b."version" = r."benchmark_version" AND t."metric" = b."card" ->> 'primary';
