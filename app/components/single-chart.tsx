'use client';
import dynamic from 'next/dynamic';
import type { TrajectoriesView } from '../../leaderboard/views.ts';
import { seriesStyle } from './series.ts';

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
        {view.series.map((series, position) => {
          const { colour, dash, width } = seriesStyle(series, position);
          return (
            <li key={series.id}>
              <svg aria-hidden="true" height="10" width="28">
                <path d="M1 5H27" stroke={colour} strokeDasharray={dash} strokeWidth={width} />
              </svg>
              {series.spec}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
