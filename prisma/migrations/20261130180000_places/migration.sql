-- Ranks within budgets and classes: what ledgers of protocols from suite 0.3 on show of these, and the place of an entry on a
-- board of a suite whose rules ask (docs/adr/0040-ranks-within-budgets.md).

-- AlterTable
ALTER TABLE "run_uses" ADD COLUMN     "real_part" DOUBLE PRECISION,
ADD COLUMN     "retained_shown" DOUBLE PRECISION,
ADD COLUMN     "trained" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "board_scores" ADD COLUMN     "budget" TEXT,
ADD COLUMN     "call_class" TEXT,
ADD COLUMN     "training_class" TEXT;

-- What is stored already, from the ledgers (benchmarks/protocol/compact-ledger.ts): of each run the worst of its generations
-- after 0, as use2 in benchmarks/protocol/division-limits-2.ts sums them up.
WITH "kinds" AS (
  SELECT DISTINCT l."run_id", r."size"::float8 AS "size", l."ledger" -> 'kinds' -> kind::int AS "kind"
  FROM "run_ledgers" l
  JOIN "runs" r ON r."id" = l."run_id"
  JOIN "run_uses" u ON u."run_id" = l."run_id" AND u."real_use" IS NOT NULL
  CROSS JOIN LATERAL jsonb_array_elements(l."ledger" -> 'rows') AS rows (item)
  CROSS JOIN LATERAL jsonb_array_elements_text(item -> 'kinds') WITH ORDINALITY AS generations (kind, place)
  WHERE place > 1
), "figures" AS (
  SELECT "run_id", "size", ("kind" ->> 'trainingSize')::float8 AS "trained", ("kind" ->> 'retainedShown')::float8 AS "shown",
    ("kind" ->> 'weightShare')::float8 AS "weight",
    greatest(("kind" ->> 'freshShown')::float8, ("kind" ->> 'realFresh')::float8) + ("kind" ->> 'realRetained')::float8 AS "real"
  FROM "kinds"
), "uses" AS (
  SELECT "run_id", max("trained") AS "trained", max("shown") AS "shown",
    max(greatest("weight", "real" / CASE WHEN "trained" > 0 THEN least("trained", "size") ELSE "size" END)) AS "part"
  FROM "figures" GROUP BY "run_id"
)
UPDATE "run_uses" u SET "trained" = coalesce(f."trained", 0), "real_part" = coalesce(f."part", 0), "retained_shown" = coalesce(f."shown", 0)
FROM (SELECT u."run_id", s."trained", s."part", s."shown" FROM "run_uses" u LEFT JOIN "uses" s ON s."run_id" = u."run_id" WHERE u."real_use" IS NOT NULL) f
WHERE f."run_id" = u."run_id";

-- Checks -------------------------------------------------------------------------------------------------------------
ALTER TABLE "run_uses" DROP CONSTRAINT "run_uses_second_check";
ALTER TABLE "run_uses"
  ADD CONSTRAINT "run_uses_trained_check" CHECK ("trained" >= 0 AND "trained" < 'Infinity'),
  ADD CONSTRAINT "run_uses_real_part_check" CHECK ("real_part" >= 0 AND "real_part" < 'Infinity'),
  ADD CONSTRAINT "run_uses_retained_shown_check" CHECK ("retained_shown" >= 0 AND "retained_shown" < 'Infinity'),
  ADD CONSTRAINT "run_uses_second_check" CHECK (num_nonnulls("real_shown", "real_use", "density_calls", "bounded_updates", "bounded_pool", "weights_as_counts", "trained", "real_part", "retained_shown") IN (0, 9));

ALTER TABLE "board_scores"
  ADD CONSTRAINT "board_scores_budget_check" CHECK ("budget" IN ('0', '1', '5', '10', '20', 'more')),
  ADD CONSTRAINT "board_scores_training_class_check" CHECK ("training_class" IN ('1', '3', 'more')),
  ADD CONSTRAINT "board_scores_call_class_check" CHECK ("call_class" IN ('0', 'half', '2', 'more')),
  ADD CONSTRAINT "board_scores_classes_check" CHECK (num_nonnulls("budget", "training_class", "call_class") IN (0, 3));
