-- A submission stands on the board of every suite that it has a run of, and on its groups': a score for each of them takes
-- the place of the one overall score, which was its own suite's.
ALTER TABLE "scores" DROP CONSTRAINT "scores_scope_check";

DELETE FROM "scores" WHERE "scope" LIKE 'group/%';

UPDATE "scores" SET
  "scope" = 'suite/' || s."suite_id",
  "facets" = "facets" || jsonb_build_object('official', s."official", 'division', s."division"::text)
FROM "submissions" s WHERE s."id" = "scores"."submission_id" AND "scores"."scope" = 'overall';

ALTER TABLE "scores" ADD CONSTRAINT "scores_scope_check" CHECK (
  "scope" ~ '^(suite/[0-9]{1,4}\.[0-9]{1,4}(/[a-z][a-z0-9]*(-[a-z0-9]+)*)?|benchmark/[a-z][a-z0-9]*(-[a-z0-9]+)*)$');
