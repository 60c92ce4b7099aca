-- Modules of submissions, for workers that have the database alone (docs/adr/0046-verification.md).

-- CreateTable
CREATE TABLE "submission_modules" (
    "submission_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" BYTEA NOT NULL,
    "card" TEXT NOT NULL,

    CONSTRAINT "submission_modules_pkey" PRIMARY KEY ("submission_id")
);

-- AddForeignKey
ALTER TABLE "submission_modules" ADD CONSTRAINT "submission_modules_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks. A card names its module by the SHA-256 of the source.
ALTER TABLE "submission_modules"
  ADD CONSTRAINT "submission_modules_name_check" CHECK ("name" IN ('module.ts', 'module.js')),
  ADD CONSTRAINT "submission_modules_card_check" CHECK (position('"module":"' || encode(sha256("source"), 'hex') || '"' IN "card") > 0);

CREATE TRIGGER "submission_modules_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "submission_modules"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "submission_modules_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "submission_modules"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();

-- Two texts beside a module have names in capitals.
ALTER TABLE "bundle_files" DROP CONSTRAINT "bundle_files_path_check";
ALTER TABLE "bundle_files"
  ADD CONSTRAINT "bundle_files_path_check" CHECK (
    ("path" ~ '^[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*$' AND length("path") <= 200)
    OR "path" IN ('strategy/README.md', 'strategy/LICENSE'));
