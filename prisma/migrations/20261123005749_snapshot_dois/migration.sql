-- CreateTable
CREATE TABLE "snapshot_dois" (
    "snapshot_id" TEXT NOT NULL,
    "doi" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_dois_pkey" PRIMARY KEY ("snapshot_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_dois_doi_key" ON "snapshot_dois"("doi");

-- AddForeignKey
ALTER TABLE "snapshot_dois" ADD CONSTRAINT "snapshot_dois_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks and triggers as every citable table has them: a DOI is registered once and stays.
ALTER TABLE "snapshot_dois"
  ADD CONSTRAINT "snapshot_dois_doi_check" CHECK ("doi" ~ '^10\.[0-9]{4,9}/[^[:space:]]+$'),
  ADD CONSTRAINT "snapshot_dois_created_at_check" CHECK ("created_at" >= '2020-01-01' AND "created_at" < '2200-01-01');

CREATE TRIGGER "snapshot_dois_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "snapshot_dois"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_append_only"();
CREATE TRIGGER "snapshot_dois_data_version" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "snapshot_dois"
  FOR EACH STATEMENT EXECUTE FUNCTION "heirloom_raise_data_version"();
