/** `submission.json`: who submits what, and what stands beside it in the bundle (design, section 8). */
import { z } from 'zod';
import { idSchema, sha256Schema, tierSchema } from './ids.ts';

export const SUBMISSION_FORMAT = 'heirloom.submission/1';

const httpUrl = z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' }).max(2000);

/** Printable text on one line; control characters would garble tables and logs. */
const lineSchema = (max: number) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  z.string().trim().min(1).max(max).regex(/^[^\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/, 'expected one line without control characters');

export const submissionSchema = z.strictObject({
  format: z.literal(SUBMISSION_FORMAT),
  suite: z.string().regex(/^\d+\.\d+$/),
  tier: tierSchema,
  title: lineSchema(200),
  strategy: z.strictObject({
    spec: lineSchema(500),
    /** The family an author's best entry is chosen in; by default the ids joined with `+`. */
    family: lineSchema(200),
    description: z.string().max(5000).default(''),
  }),
  authors: z.array(z.strictObject({ name: lineSchema(200), affiliation: lineSchema(200).optional(), orcid: z.string().regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/).optional() })).min(1).max(100),
  paper: httpUrl.nullable(),
  code: httpUrl.nullable(),
  licence: lineSchema(100),
  /** Information from outside the loop that was used, in words; empty for none. */
  externalInformation: z.string().max(5000),
  /** Number of specifications tried before this one was submitted, this one included. */
  attempts: z.int().positive().max(1_000_000),
  /** The runs of the bundle, one for each benchmark: file `runs/<benchmark>.json`. */
  runs: z.array(z.strictObject({ benchmark: idSchema, resultDigest: sha256Schema })).min(1).max(100),
});
export type Submission = z.infer<typeof submissionSchema>;
