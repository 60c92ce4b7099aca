/** How a submission is cited, and what reference managers read of its page. */
import { dateParts, PUBLISHER } from '#benchmarks/snapshot/cite/citable.ts';
import { type MetaTag, pageMetaTags } from '#benchmarks/snapshot/cite/metadata.ts';
import { type Work, workApa, workBibtex, workCslJson, workRis } from '#benchmarks/snapshot/cite/work.ts';
import type { CitationView, SubmissionView } from '../views/index.ts';

type Cited = Pick<SubmissionView, 'title' | 'authors' | 'createdAt' | 'permalink' | 'licence'>;

/** `site`: the site's public address, without a slash at the end. `description`: what the page says of itself. */
export function submissionMetaTags(submission: Cited, site: string, description: string): MetaTag[] {
  const { title, authors, createdAt, permalink, licence } = submission;
  return pageMetaTags({
    title,
    authors: authors.map(({ name }) => name),
    createdAt,
    url: `${site}${permalink}`,
    doi: null,
    rights: licence,
    description,
  });
}

/** The bundle is what is cited: its digest stands in the note. */
function workOf(submission: SubmissionView, site: string): Work {
  const { id, title, authors, spec, suite, tier, permalink, bundleDigest } = submission;
  const [first = PUBLISHER, ...others] = authors.map(({ name }) => name);
  return {
    key: `heirloom-${id}`,
    title,
    authors: [first, ...others],
    issued: dateParts(submission),
    publisher: PUBLISHER,
    version: null,
    url: `${site}${permalink}`,
    doi: null,
    note: `Submission ${id}, bundle SHA-256 ${bundleDigest}`,
    abstract: `Results of ${spec} on suite ${suite} of Heirloom, ${tier} tier.`,
  };
}

/** The citations that its page shows, in the order in which people ask for them. */
export function submissionCitations(submission: SubmissionView, site: string): CitationView[] {
  const work = workOf(submission, site);
  return [
    { format: 'apa', name: 'APA', text: workApa(work) },
    { format: 'bibtex', name: 'BibTeX', text: workBibtex(work) },
    { format: 'ris', name: 'RIS', text: workRis(work) },
    { format: 'csl-json', name: 'CSL-JSON', text: workCslJson(work) },
  ];
}
