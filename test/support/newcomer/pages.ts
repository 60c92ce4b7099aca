/** The pages that a newcomer follows, with the number of files that each may touch. */

export const PAGES = [
  { page: 'adding-a-strategy.md', most: 4 },
  { page: 'adding-a-metric.md', most: 2 },
  { page: 'adding-a-benchmark.md', most: 8 },
] as const;

/** Set where the suite runs in a copy in which a page has been followed: there it can't be followed again. */
export const IN_COPY = 'HEIRLOOM_NEWCOMER';
