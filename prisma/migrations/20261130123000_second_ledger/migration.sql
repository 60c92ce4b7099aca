-- What ledgers of protocols from suite 0.3 on show of the limits that divisions set for them, and of what runs cost (docs/adr/0033-ledger-of-0.3.md).
-- Null of a run of an earlier protocol.

-- AlterTable
ALTER TABLE "run_uses" ADD COLUMN     "bounded_pool" BOOLEAN,
ADD COLUMN     "bounded_updates" BOOLEAN,
ADD COLUMN     "density_calls" DOUBLE PRECISION,
ADD COLUMN     "real_shown" BOOLEAN,
ADD COLUMN     "real_use" DOUBLE PRECISION,
ADD COLUMN     "weights_as_counts" BOOLEAN;

-- AlterTable
ALTER TABLE "run_summaries" ADD COLUMN     "density_calls" DOUBLE PRECISION,
ADD COLUMN     "fresh_shown" DOUBLE PRECISION,
ADD COLUMN     "retained_shown" DOUBLE PRECISION,
ADD COLUMN     "updates" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "board_scores" ADD COLUMN     "density_calls" DOUBLE PRECISION,
ADD COLUMN     "fresh_shown" DOUBLE PRECISION,
ADD COLUMN     "retained_shown" DOUBLE PRECISION,
ADD COLUMN     "updates" DOUBLE PRECISION;

-- Checks -------------------------------------------------------------------------------------------------------------
ALTER TABLE "run_uses"
  ADD CONSTRAINT "run_uses_real_use_check" CHECK ("real_use" >= 0 AND "real_use" < 'Infinity'),
  ADD CONSTRAINT "run_uses_density_calls_check" CHECK ("density_calls" >= 0 AND "density_calls" < 'Infinity'),
  ADD CONSTRAINT "run_uses_second_check" CHECK (num_nonnulls("real_shown", "real_use", "density_calls", "bounded_updates", "bounded_pool", "weights_as_counts") IN (0, 6));

ALTER TABLE "run_summaries"
  ADD CONSTRAINT "run_summaries_updates_check" CHECK ("updates" >= 0 AND "updates" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_fresh_shown_check" CHECK ("fresh_shown" >= 0 AND "fresh_shown" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_retained_shown_check" CHECK ("retained_shown" >= 0 AND "retained_shown" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_density_calls_check" CHECK ("density_calls" >= 0 AND "density_calls" < 'Infinity'),
  ADD CONSTRAINT "run_summaries_counted_check" CHECK (num_nonnulls("updates", "fresh_shown", "retained_shown", "density_calls") IN (0, 4));

ALTER TABLE "board_scores"
  ADD CONSTRAINT "board_scores_updates_check" CHECK ("updates" >= 0 AND "updates" < 'Infinity'),
  ADD CONSTRAINT "board_scores_fresh_shown_check" CHECK ("fresh_shown" >= 0 AND "fresh_shown" < 'Infinity'),
  ADD CONSTRAINT "board_scores_retained_shown_check" CHECK ("retained_shown" >= 0 AND "retained_shown" < 'Infinity'),
  ADD CONSTRAINT "board_scores_density_calls_check" CHECK ("density_calls" >= 0 AND "density_calls" < 'Infinity'),
  ADD CONSTRAINT "board_scores_counted_check" CHECK (num_nonnulls("updates", "fresh_shown", "retained_shown", "density_calls") IN (0, 4));
