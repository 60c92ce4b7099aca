/** How pages are cited that go on changing: boards and benchmarks; and a strategy's own paper. */
import type { Reference } from '#benchmarks/protocol/card.ts';
import { PUBLISHER } from '#benchmarks/snapshot/cite/citable.ts';
import { paperBibtex } from '#benchmarks/snapshot/cite/paper.ts';
import { type Work, workApa, workBibtex, workRis } from '#benchmarks/snapshot/cite/work.ts';
import type { CitationView } from '../views/index.ts';

interface CitedPage {
  readonly key: string;
  readonly title: string;
  readonly version: string | null;
  readonly path: string;
}

/** `site`: the site's public address, without a slash at the end. */
export function pageCitations({ key, title, version, path }: CitedPage, site: string): CitationView[] {
  const work: Work = {
    key: `heirloom-${key}`,
    title,
    authors: [PUBLISHER],
    issued: null,
    publisher: PUBLISHER,
    version,
    url: `${site}${path}`,
    doi: null,
    note: '',
    abstract: '',
  };
  return [
    { format: 'apa', name: 'APA', text: workApa(work) },
    { format: 'bibtex', name: 'BibTeX', text: workBibtex(work) },
    { format: 'ris', name: 'RIS', text: workRis(work) },
  ];
}

/** A paper as cards have it. */
export function paperCitations(id: string, reference: Reference): CitationView[] {
  return [{ format: 'bibtex', name: 'BibTeX', text: paperBibtex(`${id}-${reference.year}`, reference) }];
}

/** Titles are English, as those of snapshots are, so that a work has one title whoever cites it. */
export const boardTitle = (suite: string, tier: string): string =>
  `Heirloom leaderboard of model collapse, suite ${suite}, ${tier} tier`;

export const benchmarkTitle = (name: string): string => `${name}: a benchmark of model collapse in Heirloom`;
