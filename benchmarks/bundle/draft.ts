/** The draft of `submission.json` that `run` writes: what is known is filled in, what only the author knows is blank. */
import { familyOf } from '../protocol/family.ts';
import type { Tier } from '../protocol/ids.ts';
import type { RunRecord } from '../protocol/record.ts';
import { SUBMISSION_FORMAT, type Submission } from '../protocol/submission.ts';

/** A text that the author has to fill in; `check` names its place. */
export const BLANK = '';
/** A number that the author has to fill in. */
export const BLANK_COUNT = 0;

export interface DraftInput {
  readonly suite: string;
  readonly tier: Tier;
  readonly spec: string;
  readonly runs: readonly Pick<RunRecord, 'benchmark' | 'resultDigest'>[];
}

/** Drafts a submission: title, author, licence and number of attempts are blank; paper and code are null, which means none. */
export function draftSubmission({ suite, tier, spec, runs }: DraftInput): Submission {
  return {
    format: SUBMISSION_FORMAT,
    suite,
    tier,
    title: BLANK,
    strategy: { spec, family: familyOf(spec), description: '' },
    authors: [{ name: BLANK }],
    paper: null,
    code: null,
    licence: BLANK,
    externalInformation: '',
    attempts: BLANK_COUNT,
    runs: runs.map(({ benchmark, resultDigest }) => ({ benchmark: benchmark.id, resultDigest })),
  };
}
