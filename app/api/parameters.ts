/** What addresses of the API take: segments of their paths and names of their queries, under one meaning each. */
import { z } from 'zod';
import { MOST_IN_FOCUS } from '#benchmarks/figures/figure.ts';
import { TIERS } from '#benchmarks/protocol/ids.ts';
import { BUDGETS, CALL_CLASSES, TRAINING_CLASSES } from '#benchmarks/protocol/place.ts';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import { plainSubmission, plainSuite } from '#benchmarks/protocol/table-ids.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { STATUSES } from '#leaderboard/boards/order.ts';
import { BOARD_GROUPS } from '#leaderboard/catalog/suites.ts';
import { MAX_LINES } from '#leaderboard/submissions/trajectories.ts';
import { LEADING_TIER, MOST } from '../board-query.ts';

/**
 * How values are written in an address, as JSON Schemas: a schema reads texts, and doesn't say what may stand in them. `takes`
 * is what the description of the API says in its place.
 */
const WRITTEN = z.registry<{ readonly takes: Readonly<Record<string, unknown>> }>();

function written<Schema extends z.ZodType>(
  schema: Schema,
  meaning: string,
  takes: Readonly<Record<string, unknown>>,
): Schema {
  const described = schema.describe(meaning);
  WRITTEN.add(described, { takes });
  return described;
}

/** What stands for a schema in the description of the API; undefined where it speaks for itself. */
export const writtenAs = (schema: z.core.$ZodType): Readonly<Record<string, unknown>> | undefined =>
  WRITTEN.get(schema)?.takes;

const shown = (input: unknown): string => (input === undefined ? 'nothing' : JSON.stringify(input).slice(0, 80));
/** An error that says so of a value. */
const received = (expected: string) => ({
  error: ({ input }: { input?: unknown }) => `received ${shown(input)}; expected ${expected}`,
});

export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, received(`one of ${values.join(', ')}`));

export const submission = z
  .string()
  .transform(plainSubmission)
  .describe('A submission: the 16 hex digits in the address of its page.');
export const benchmark = z.string().describe('A benchmark’s id, such as gmm-2d.');
export const snapshot = z.string().describe('A snapshot’s id, as in the address of its page.');

export const token = written(
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, received('a token’s number, as heirloom token list shows it'))
    .transform(Number),
  'A token, by its number in the list of tokens.',
  { type: 'integer', minimum: 1, maximum: 999_999_999 },
);

const SUITE_PATTERN = '^(suite-)?[0-9]{1,4}[.][0-9]{1,4}$';
const suiteText = z
  .string()
  .transform(plainSuite)
  .pipe(z.string().regex(/^\d{1,4}\.\d{1,4}$/, received('a suite such as 0.1')));
const SUITE_WORDS = 'A suite, such as 0.1.';

/** Which board, by default the newest suite's at the tier that leads: what `/` shows. */
export const suite = written(suiteText, SUITE_WORDS, { type: 'string', pattern: SUITE_PATTERN });
export const tier = oneOf([...TIERS, LEADING_TIER]).describe(
  'A tier; lead is the largest at which the suite has ranked entries.',
);
export const exactTier = oneOf(TIERS).describe('A tier.');
export const division = oneOf(['all', ...DIVISIONS]).describe('A division, or all of them together, without ranks.');
export const group = oneOf(BOARD_GROUPS).describe(
  'All benchmarks of the suite, a group of them, or, in suites from 0.3 on, those that train a network, or one by its id.',
);

const page = written(
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/, received('a whole number from 1, of at most six digits'))
    .transform(Number)
    .default(1),
  'A page, from 1.',
  { type: 'integer', minimum: 1, maximum: 999_999, default: 1 },
);

export const boardName = {
  suite: written(suiteText.default(SUITE), SUITE_WORDS, { type: 'string', pattern: SUITE_PATTERN, default: SUITE }),
  group: group.default('all'),
};

const most = (meaning: string) =>
  written(
    z
      .string()
      .regex(MOST, received('a number such as 10 or 2.5, with at most three decimals'))
      .transform(Number)
      .nullable()
      .default(null),
    meaning,
    { type: 'number', minimum: 0, maximum: 99_999.999 },
  );

/** Sorted columns are checked by the board itself: benchmarks are among them. */
export const boardQuery = {
  ...boardName,
  tier: tier.default(LEADING_TIER),
  division: division.default('all'),
  budget: oneOf(['all', ...BUDGETS])
    .default('all')
    .describe(
      'The largest share of real data trained on, in percent: at most that, and more than the budget before. Suites from 0.3 on.',
    ),
  training: oneOf(['all', ...TRAINING_CLASSES])
    .default('all')
    .describe('Examples trained on in a generation, in training sets: at most that many. Suites from 0.3 on.'),
  calls: oneOf(['all', ...CALL_CLASSES])
    .default('all')
    .describe('Calls to an outside check in a generation, in training sets: at most that many. Suites from 0.3 on.'),
  page,
  strategy: written(
    z.string().max(100, received('at most 100 characters')).nullable().default(null),
    'Entries that have this strategy.',
    { type: 'string', maxLength: 100 },
  ),
  status: oneOf(STATUSES).default('all').describe('Entries that are ranked, or that have this label.'),
  real: most('Entries whose training sets after generation 0 hold at most this share of real data, in percent.'),
  drawn: most('Entries that draw at most this many training sets’ worth from models in a generation.'),
  sort: z
    .string()
    .max(100, received('at most 100 characters'))
    .default('score')
    .describe(
      'A column to sort by: score, strategy, place, fidelity, diversity, tail, early, late, real-data, drawn, newest, a group, or a benchmark.',
    ),
};

export const pageQuery = z.object({ page });

const IDS = /^(?:sub-)?[0-9a-f]{16}(?:,(?:sub-)?[0-9a-f]{16})*$/;
const IDS_WORDS = `1 to ${MAX_LINES} ids of submissions, joined by commas`;

/** Ids without repeats, at most MAX_LINES. */
export const submissions = written(
  z
    .string(received(IDS_WORDS))
    .regex(IDS, received(IDS_WORDS))
    .transform((text) => [...new Set(text.split(',').map(plainSubmission))])
    .refine(({ length }) => length <= MAX_LINES, received(IDS_WORDS)),
  `1 to ${MAX_LINES} submissions, joined by commas.`,
  { type: 'string', pattern: `^(sub-)?[0-9a-f]{16}(,(sub-)?[0-9a-f]{16}){0,${MAX_LINES - 1}}$` },
);

const FOCUS_WORDS = `at most ${MOST_IN_FOCUS} ids of submissions, joined by commas`;

/** Lines in focus. */
export const focus = written(
  z
    .string(received(FOCUS_WORDS))
    .refine((text) => text === '' || IDS.test(text), received(FOCUS_WORDS))
    .default('')
    .transform((text) => [...new Set(text.split(',').filter(Boolean).map(plainSubmission))])
    .refine(({ length }) => length <= MOST_IN_FOCUS, received(FOCUS_WORDS)),
  `Submissions whose lines are in focus beside the controls, at most ${MOST_IN_FOCUS}, joined by commas; without any the first are.`,
  { type: 'string', pattern: `^((sub-)?[0-9a-f]{16}(,(sub-)?[0-9a-f]{16}){0,${MOST_IN_FOCUS - 1}})?$` },
);

/** A family of strategies: see benchmarks/protocol/family.ts. */
export const family = z
  .string(received('a family of strategies, such as retain'))
  .max(200, received('at most 200 characters'))
  .describe('A family of strategies: ids without parameters, in alphabetical order, joined by +.');

/** The id of a submission that is compared; a form sends empty values for what isn't chosen. */
export const compared = written(
  z
    .string(received('the id of a submission: 16 hex digits, as in the address of its page'))
    .trim()
    .transform(plainSubmission),
  'A submission; two to six different ones are compared.',
  { type: 'string', pattern: '^(sub-)?[0-9a-f]{16}$' },
);

/** The path of a file in a bundle, of one or several segments. */
export const filePath = written(
  z.array(z.string()).transform((segments) => segments.join('/')),
  'Its path, as the list of files has it; slashes may stand as they are.',
  { type: 'string', minLength: 1 },
);
