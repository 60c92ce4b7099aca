-- What ledgers of protocols from suite 0.3 on show of the limits that divisions set for them (docs/adr/0033-ledger-of-0.3.md).
-- Null of a run of an earlier protocol.

-- AlterTable
ALTER TABLE "run_uses" ADD COLUMN     "bounded_pool" BOOLEAN,
ADD COLUMN     "bounded_updates" BOOLEAN,
ADD COLUMN     "density_calls" DOUBLE PRECISION,
ADD COLUMN     "real_shown" BOOLEAN,
ADD COLUMN     "real_use" DOUBLE PRECISION,
ADD COLUMN     "weights_as_counts" BOOLEAN;

-- Checks -------------------------------------------------------------------------------------------------------------
ALTER TABLE "run_uses"
  ADD CONSTRAINT "run_uses_real_use_check" CHECK ("real_use" >= 0 AND "real_use" < 'Infinity'),
  ADD CONSTRAINT "run_uses_density_calls_check" CHECK ("density_calls" >= 0 AND "density_calls" < 'Infinity'),
  ADD CONSTRAINT "run_uses_second_check" CHECK (num_nonnulls("real_shown", "real_use", "density_calls", "bounded_updates", "bounded_pool", "weights_as_counts") IN (0, 6));
