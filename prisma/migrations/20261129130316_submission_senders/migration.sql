-- CreateTable
CREATE TABLE "submission_senders" (
    "submission_id" TEXT NOT NULL,
    "token_id" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_senders_pkey" PRIMARY KEY ("submission_id","token_id")
);

-- CreateIndex
CREATE INDEX "submission_senders_token_id_idx" ON "submission_senders"("token_id");

-- AddForeignKey
ALTER TABLE "submission_senders" ADD CONSTRAINT "submission_senders_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_senders" ADD CONSTRAINT "submission_senders_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "tokens"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Until now a bundle had one sender: whoever sent it first.
INSERT INTO "submission_senders" ("submission_id", "token_id", "created_at")
SELECT "id", "token_id", "created_at" FROM "submissions" WHERE "token_id" IS NOT NULL;

-- Checks and triggers: that somebody sent a bundle stays so.
ALTER TABLE "submission_senders"
  ADD CONSTRAINT "submission_senders_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

CREATE TRIGGER "submission_senders_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "submission_senders"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "submission_senders_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "submission_senders"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
