'use client';
import type { TrajectorySeries } from '../../leaderboard/views.ts';
import { submissionPath } from '../paths.ts';
import { inChartOrder, MAX_SERIES, seriesStyle } from './series.ts';
import { SeriesSwatch } from './series-swatch.tsx';

/** The legend of a board's charts; it works without JavaScript, the charts don't. */
export function Legend({ series }: { readonly series: readonly Pick<TrajectorySeries, 'id' | 'role' | 'spec'>[] }) {
  const shown = inChartOrder(series).slice(0, MAX_SERIES);
  return (
    <>
      <ul className="legend">
        {shown.map((entry, position) => (
          <li key={entry.id}>
            <SeriesSwatch {...seriesStyle(entry, position)} />
            <a href={submissionPath(entry.id)}>{entry.spec}</a>
          </li>
        ))}
      </ul>
      {series.length > shown.length && (
        <p className="small muted">The first {shown.length} entries of this page are drawn.</p>
      )}
    </>
  );
}
