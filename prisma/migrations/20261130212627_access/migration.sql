-- AlterEnum
ALTER TYPE "token_scope" ADD VALUE 'manage';

-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "objection" TEXT;

-- AlterTable
ALTER TABLE "tokens" ADD COLUMN     "expires_at" TIMESTAMP(3);

-- Checks -------------------------------------------------------------------------------------------------------------
ALTER TABLE "submissions"
  ADD CONSTRAINT "submissions_objection_check" CHECK ("objection" <> '');

ALTER TABLE "tokens"
  ADD CONSTRAINT "tokens_expires_at_check" CHECK ("expires_at" >= '2020-01-01' AND "expires_at" < '2200-01-01');

-- Pages show what happened to a submission.
CREATE TRIGGER "events_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
