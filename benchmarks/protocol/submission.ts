/** `submission.json`: who submits what, and what stands beside it in the bundle (design, section 8). */
import { z } from 'zod';
import { idSchema, sha256Schema, tierSchema } from './ids.ts';
import { lineSchema } from './line.ts';
import { orcidSchema } from './orcid.ts';

export const SUBMISSION_FORMAT = 'heirloom.submission/1';

const httpUrl = z
  .string({ error: 'expected an http(s) URL, or null for none' })
  .max(2000)
  .refine(isPlainHttpUrl, 'expected an http(s) URL without user name, spaces and quotes, or null for none')
  // Schemes are written in any case; pages and those who read our data look for them in small letters.
  .transform((text) => text.replace(/^https?/i, (scheme) => scheme.toLowerCase()));

export const submissionSchema = z.strictObject({
  format: z.literal(SUBMISSION_FORMAT),
  suite: z.string().regex(/^\d+\.\d+$/, 'expected a suite version such as "0.1"'),
  tier: tierSchema,
  title: lineSchema('a title', 200),
  strategy: z.strictObject({
    spec: lineSchema('the specification of the strategy', 500),
    /** The family in words: the one that an author's best entry is chosen in follows from the specification (family.ts). */
    family: lineSchema('the family of the strategy', 200),
    description: z.string().max(5000).default(''),
  }),
  authors: z
    .array(
      z.strictObject({
        name: lineSchema('the name of an author', 200),
        affiliation: lineSchema('an affiliation, or no such field', 200).optional(),
        orcid: orcidSchema.optional(),
      }),
    )
    .min(1, 'expected at least one author')
    .max(100, 'expected at most 100 authors'),
  paper: httpUrl.nullable(),
  code: httpUrl.nullable(),
  licence: lineSchema('a licence, e.g. "CC-BY-4.0"', 100),
  /** Information from outside the loop that was used, in words; empty for none. */
  externalInformation: z.string().max(5000),
  /** Number of specifications tried before this one was submitted, this one included. */
  attempts: z
    .int('expected the number of specifications tried, this one included')
    .min(1, 'expected the number of specifications tried, this one included')
    .max(1_000_000),
  /** The runs of the bundle, one for each benchmark: file `runs/<benchmark>.json`. */
  runs: z
    .array(z.strictObject({ benchmark: idSchema, resultDigest: sha256Schema }))
    .min(1, 'expected at least one run')
    .max(100),
});
export type Submission = z.infer<typeof submissionSchema>;

function isPlainHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s<>"'@]+$/i.test(text) && URL.canParse(text);
}
