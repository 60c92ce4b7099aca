-- Bundles are files of the data directory from now on, and the database knows them by their digests. The bytes that it has
-- are moved by the site when it starts (leaderboard/move-bundles.ts): until then they wait in a table of their own.
ALTER TABLE "bundles" RENAME TO "packed_bundles";
ALTER TABLE "packed_bundles" RENAME CONSTRAINT "bundles_pkey" TO "packed_bundles_pkey";
ALTER TABLE "packed_bundles" RENAME CONSTRAINT "bundles_submission_id_fkey" TO "packed_bundles_submission_id_fkey";
ALTER TABLE "packed_bundles" RENAME CONSTRAINT "bundles_sha256_check" TO "packed_bundles_sha256_check";
ALTER TRIGGER "bundles_data_version" ON "packed_bundles" RENAME TO "packed_bundles_data_version";

-- CreateTable
CREATE TABLE "bundles" (
    "submission_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "bundles_pkey" PRIMARY KEY ("submission_id")
);

-- CreateTable
CREATE TABLE "bundle_files" (
    "submission_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "bundle_files_pkey" PRIMARY KEY ("submission_id","path")
);

-- CreateIndex
CREATE INDEX "bundles_sha256_idx" ON "bundles"("sha256");

-- CreateIndex
CREATE INDEX "bundle_files_sha256_idx" ON "bundle_files"("sha256");

-- AddForeignKey
ALTER TABLE "bundles" ADD CONSTRAINT "bundles_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bundle_files" ADD CONSTRAINT "bundle_files_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "bundles"("submission_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks and triggers: what was sent stays as it was sent. A path is one that a bundle can have.
ALTER TABLE "bundles"
  ADD CONSTRAINT "bundles_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "bundles_bytes_check" CHECK ("bytes" > 0);

ALTER TABLE "bundle_files"
  ADD CONSTRAINT "bundle_files_path_check" CHECK (
    "path" ~ '^[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*$' AND length("path") <= 200),
  ADD CONSTRAINT "bundle_files_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "bundle_files_bytes_check" CHECK ("bytes" >= 0);

CREATE TRIGGER "bundles_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "bundles"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "bundles_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "bundles"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
CREATE TRIGGER "bundle_files_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "bundle_files"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "bundle_files_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "bundle_files"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
