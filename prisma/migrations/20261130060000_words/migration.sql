-- `baseline` is a role: what a site's owner sends is maintained.
ALTER TYPE "label" RENAME VALUE 'baseline' TO 'maintained';

-- A metric lies on an axis, in stored cards, too.
UPDATE "benchmarks" SET "card" = jsonb_set("card", '{metrics}', (
  SELECT coalesce(jsonb_agg(
    CASE WHEN metric ? 'facet' THEN metric - 'facet' || jsonb_build_object('axis', metric -> 'facet') ELSE metric END ORDER BY place
  ), '[]')
  FROM jsonb_array_elements("card" -> 'metrics') WITH ORDINALITY AS listed (metric, place)
)) WHERE jsonb_typeof("card" -> 'metrics') = 'array';
