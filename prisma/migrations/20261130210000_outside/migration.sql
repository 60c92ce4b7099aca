-- Entries whose strategy was a process of its own: what it remembered is its own word (docs/exec-strategies.md).

-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "outside" BOOLEAN NOT NULL DEFAULT false;

-- Of those that are stored already the check has said so.
UPDATE "submissions" SET "outside" = true
WHERE "id" IN (
  SELECT v."submission_id" FROM "verifications" v
  CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(v."report" -> 'warnings') = 'array' THEN v."report" -> 'warnings' ELSE '[]' END) AS warnings (item)
  WHERE item ->> 'message' LIKE 'declared: memory not enforced:%'
);
