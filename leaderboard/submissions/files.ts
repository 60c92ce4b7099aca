/** A submission in other forms: citations, and records that other collections of results take. */
import type { Database } from '../db/database.ts';
import type { CitationView } from '../views/index.ts';
import { submissionCitations } from './citation.ts';
import { toEvalResults } from './eval-results.ts';
import { toEveryEvalEver } from './every-eval-ever.ts';
import { getSubmission } from './page.ts';

export const SUBMISSION_FORMATS = ['every-eval-ever', 'eval-results', 'apa', 'bibtex', 'ris', 'csl-json'] as const;
export type SubmissionFormat = (typeof SUBMISSION_FORMATS)[number];

export const SUBMISSION_MEDIA_TYPES: Readonly<Record<SubmissionFormat, string>> = {
  'every-eval-ever': 'application/json',
  'eval-results': 'application/yaml; charset=utf-8',
  apa: 'text/plain; charset=utf-8',
  bibtex: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems',
  'csl-json': 'application/vnd.citationstyles.csl+json',
};

const ENDINGS = { apa: 'txt', bibtex: 'bib', ris: 'ris', 'csl-json': 'csl.json' } as const;

/** Null where there is no such submission. `site`: the site's public address, without a slash at the end. */
export async function getSubmissionFile(
  database: Database,
  id: string,
  format: SubmissionFormat,
  site: string,
): Promise<{ readonly name: string; readonly body: string } | null> {
  const submission = await getSubmission(database, id);
  if (!submission) return null;
  const name = `heirloom-submission-${id}`;
  switch (format) {
    case 'every-eval-ever': {
      const { path, record } = toEveryEvalEver(submission, site);
      // The collection wants a file of this name; its folder follows from the record.
      return { name: path.slice(path.lastIndexOf('/') + 1), body: `${JSON.stringify(record, null, 2)}\n` };
    }
    case 'eval-results':
      return { name: `${name}.yaml`, body: toEvalResults(submission, site) };
    default: {
      const { text } = submissionCitations(submission, site).find((own) => own.format === format) as CitationView;
      return { name: `${name}.${ENDINGS[format]}`, body: text };
    }
  }
}
