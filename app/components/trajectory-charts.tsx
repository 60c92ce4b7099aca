'use client';
/** Charts of the board, loaded when they come into view: neither their code nor their data weighs on the first load. */
import { type ComponentType, useEffect, useRef, useState } from 'react';
import type { TrajectoriesView } from '../../leaderboard/views.ts';
import type { ChartProps } from './trajectory-chart.tsx';

type Loaded = { readonly Chart: ComponentType<ChartProps>; readonly views: readonly TrajectoriesView[] };
/** Names of places for charts that are still to come. */
const PLACES = Array.from({ length: 20 }, (_, index) => `place ${index}`);

type State = 'waiting' | 'failed' | Loaded;

export function TrajectoryCharts({ source, count }: { readonly source: string; readonly count: number }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>('waiting');
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        load(source).then(setState, () => setState('failed'));
      },
      { rootMargin: '300px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [source]);
  if (state === 'failed') {
    return (
      <p>
        The charts could not be loaded. The numbers are at <a href={source}>{source}</a>.
      </p>
    );
  }
  return (
    <div className="charts" ref={place}>
      {state === 'waiting'
        ? PLACES.slice(0, count).map((place) => <ChartPlace key={place} />)
        : state.views.map((view) => <state.Chart key={view.benchmark.id} view={view} />)}
    </div>
  );
}

async function load(source: string): Promise<Loaded> {
  const [{ TrajectoryChart }, response] = await Promise.all([import('./trajectory-chart.tsx'), fetch(source)]);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const { trajectories } = (await response.json()) as { trajectories: TrajectoriesView[] };
  return { Chart: TrajectoryChart, views: trajectories };
}

/** Holds a chart's place, so that nothing moves when it arrives. */
function ChartPlace() {
  return (
    <figure aria-hidden="true">
      <figcaption>
        <strong>&nbsp;</strong>&nbsp;
      </figcaption>
      <div className="chart" />
    </figure>
  );
}
