/** The query of a board as API routes take it. */
import { z } from 'zod';
import { HeirloomError, type Problem } from '#benchmarks/protocol/errors.ts';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import { plainSuite } from '#benchmarks/protocol/table-ids.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { STATUSES } from '#leaderboard/boards/order.ts';
import { BOARD_GROUPS } from '#leaderboard/catalog/suites.ts';
import type { BoardGroup, BoardQuery } from '#leaderboard/views/index.ts';
import { LEADING_TIER } from '../../board-query.ts';

/** A board's query whose tier may stand for the leading one, as on `/`. */
export type LooseBoardQuery = Omit<BoardQuery, 'tier' | 'group'> & {
  readonly tier: BoardQuery['tier'] | typeof LEADING_TIER;
  readonly group: BoardGroup;
};

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, {
    error: ({ input }) => `received ${JSON.stringify(input)?.slice(0, 80)}; expected one of ${values.join(', ')}`,
  });

/** Sorted columns are checked by the board itself: benchmarks are among them. */
const schema = z.strictObject({
  suite: z
    .string()
    .transform(plainSuite)
    .pipe(z.string().regex(/^\d{1,4}\.\d{1,4}$/, 'expected a suite such as 0.1'))
    .default(SUITE),
  tier: oneOf([...TIERS, LEADING_TIER]).default(LEADING_TIER),
  division: oneOf(['all', ...DIVISIONS]).default('all'),
  group: oneOf(BOARD_GROUPS).default('all'),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'expected a whole number from 1')
    .transform(Number)
    .default(1),
  strategy: z.string().max(100).nullable().default(null),
  status: oneOf(STATUSES).default('all'),
  sort: z.string().max(100).default('score'),
});

/** @throws bad-parameter naming every value that isn't known */
export function requireBoardQuery(values: Readonly<Record<string, string>>): LooseBoardQuery {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue): Problem[] => {
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('/'), message: issue.message }];
    return issue.keys.map((key) => ({
      path: key.slice(0, 60),
      message: `unknown; expected ${Object.keys(schema.shape).join(', ')}`,
    }));
  });
  const list = problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new HeirloomError('bad-parameter', `The query can't be answered: ${list}.`, { problems });
}
