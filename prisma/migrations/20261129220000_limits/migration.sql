-- What an upload asks for must not be looked for among all entries: the controls of its runs, and what its token has sent
-- in the last 24 hours.
CREATE INDEX "submissions_spec_idx" ON "submissions"("spec");
DROP INDEX "events_token_id_idx";
CREATE INDEX "events_token_id_created_at_idx" ON "events"("token_id", "created_at");
