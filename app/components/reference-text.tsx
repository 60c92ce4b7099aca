import type { BenchmarkView } from '#leaderboard/views/index.ts';

interface Props {
  readonly reference: Pick<BenchmarkView['references'][number], 'authors' | 'title' | 'url' | 'year'>;
}

/** A reference as English cites it, whatever the page's language: it stands in an element that says so. */
export function ReferenceText({ reference: { authors, title, url, year } }: Props) {
  return (
    <>
      {authors} ({year}). <a href={url}>{title}</a>.
    </>
  );
}
