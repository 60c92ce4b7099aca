'use client';
import dynamic from 'next/dynamic';
import type { TrajectoriesView } from '../../leaderboard/views.ts';
import { seriesStyle } from './series.ts';
import { SeriesSwatch } from './series-swatch.tsx';

const Chart = dynamic(() => import('./trajectory-chart.tsx').then((module) => module.TrajectoryChart), {
  ssr: false,
  loading: () => <div className="chart" />,
});

/** One entry's trajectory with its controls and 95% bands. */
export function SingleChart({ view }: { readonly view: TrajectoriesView }) {
  return (
    <div className="single-chart">
      <Chart bands view={view} />
      <ul className="legend">
        {view.series.map((series, position) => (
          <li key={series.id}>
            <SeriesSwatch {...seriesStyle(series, position)} />
            {series.spec}
          </li>
        ))}
      </ul>
    </div>
  );
}
