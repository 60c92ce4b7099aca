-- What a token has sent in the last 24 hours must not be looked for among all entries.
DROP INDEX "events_token_id_idx";
CREATE INDEX "events_token_id_created_at_idx" ON "events"("token_id", "created_at");
