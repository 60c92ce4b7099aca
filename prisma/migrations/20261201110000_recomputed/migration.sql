-- What an outside trainer fitted is verified by computing its metrics again from the evidence in its bundle.

-- AlterEnum
ALTER TYPE "verification_state" ADD VALUE 'recomputed';

-- Of networks only some hidden seeds are run at first; the rest when nothing else waits.

-- AlterTable
ALTER TABLE "verification_tasks" ADD COLUMN "rest_due" BOOLEAN NOT NULL DEFAULT false;
