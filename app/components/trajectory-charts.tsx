'use client';
/** A page's charts, loaded when they come into view: neither their code nor their data weighs on the first load. */
import { type ComponentType, useEffect, useState } from 'react';
import type { ChartLine } from '#leaderboard/views/index.ts';
import type { ChartWords } from './chart-words.ts';
import { useTurns } from './draw-turn.ts';
import type { ChartProps, ShownTrajectories } from './trajectory-chart.tsx';
import { Unloaded } from './unloaded.tsx';
import { useSeen } from './when-seen.ts';

interface Props {
  /** Where the numbers are: `{ trajectories: […] }`. */
  readonly source: string;
  /** How many charts there will be, so that their places are kept. */
  readonly count: number;
  /** Every line of the page, in the order in which styles are given out. */
  readonly lines: readonly ChartLine[];
  readonly words: ChartWords;
  /** Whether all lines have their 95% bands, or only those of which nothing but controls stands beside. */
  readonly bands?: boolean;
  /** What names a chart: its benchmark on a page of many, its metric on a page of one. */
  readonly heading: 'benchmark' | 'metric';
  /** Pictures of the same, for who has no JavaScript. */
  readonly figures?: readonly Figure[];
  /** What the charts are called where neither its benchmark nor its metric names one. */
  readonly title?: string;
}

export interface Figure {
  readonly src: string;
  readonly alt: string;
}

type Loaded = { readonly Chart: ComponentType<ChartProps>; readonly views: readonly ShownTrajectories[] };
type State = 'waiting' | 'failed' | Loaded;

/** Names of places for charts that are still to come. */
const PLACES = Array.from({ length: 40 }, (_, index) => `place ${index}`);

export function TrajectoryCharts({ source, count, lines, words, bands = false, heading, title, figures = [] }: Props) {
  const [place, isSeen] = useSeen<HTMLDivElement>();
  const [state, setState] = useState<State>('waiting');
  useEffect(() => {
    if (isSeen) load(source).then(setState, () => setState('failed'));
  }, [isSeen, source]);
  if (state === 'failed') return <Unloaded source={source} words={words} />;
  return (
    <div className="charts" ref={place}>
      <noscript>
        {figures.map(({ src, alt }) => (
          // biome-ignore lint/performance/noImgElement: drawn by this server, and of no use to an optimiser of photographs
          <img alt={alt} height={320} key={src} loading="lazy" src={src} width={640} />
        ))}
        <a href={source}>{source}</a>
      </noscript>
      {state === 'waiting'
        ? PLACES.slice(0, count).map((name) => <ChartPlace key={name} words={words} />)
        : state.views.map((view) => (
            <TurnChart
              bands={bands}
              Chart={state.Chart}
              heading={heading}
              key={`${view.benchmark.id}/${view.metric.id}`}
              lines={lines}
              title={title}
              view={view}
              words={words}
            />
          ))}
    </div>
  );
}

async function load(source: string): Promise<Loaded> {
  const [{ TrajectoryChart }, response] = await Promise.all([import('./trajectory-chart.tsx'), fetch(source)]);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const { trajectories } = (await response.json()) as { trajectories: ShownTrajectories[] };
  // Bins are drawn together (histogram-figure.tsx).
  return { Chart: TrajectoryChart, views: trajectories.filter(({ metric }) => !metric.bin) };
}

/** A chart in a frame of its own: all charts of a page in one task would block it. */
function TurnChart({ Chart, ...props }: ChartProps & { readonly Chart: Loaded['Chart'] }) {
  return useTurns(1) === 1 ? <Chart {...props} /> : <ChartPlace words={props.words} />;
}

/** Holds a chart's place, so that nothing moves when it arrives. */
function ChartPlace({ words }: { readonly words: ChartWords }) {
  return (
    <figure aria-busy aria-hidden="true">
      <figcaption>
        <strong>&nbsp;</strong>&nbsp;
      </figcaption>
      <div className="chart" />
      <details inert>
        <summary>{words.table}</summary>
      </details>
    </figure>
  );
}
