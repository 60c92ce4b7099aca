/** What reference managers read of a submission's page. */
import { type MetaTag, pageMetaTags } from '#benchmarks/snapshot/cite/metadata.ts';
import type { SubmissionView } from '../views/index.ts';

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
