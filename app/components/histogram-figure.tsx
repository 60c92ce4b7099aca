'use client';
/** How a distribution moves from generation to generation: drawn when it is seen, as a table when it is opened. */
import dynamic from 'next/dynamic';
import { intervalText } from '#benchmarks/protocol/metric.ts';
import type { TrajectoriesView } from '#leaderboard/views/index.ts';
import { formatShare } from '../format.ts';
import { drawnGenerations, type HistogramBin, histogramBins } from './histogram.ts';
import type { HistogramWords } from './histogram-chart.tsx';
import { LateFigure } from './late-figure.tsx';
import { Swatch } from './legend.tsx';
import { generationStyle } from './series.ts';
import { TableTwin } from './table-twin.tsx';

const HistogramChart = dynamic(() => import('./histogram-chart.tsx').then((module) => module.HistogramChart), {
  ssr: false,
  loading: () => <div className="chart" />,
});

interface Props {
  /** Where the bins are: `{ trajectories: […] }`. */
  readonly source: string;
  readonly histogram: string;
  readonly submission: string;
  readonly words: HistogramWords;
}

export function HistogramFigure({ source, histogram, submission, words }: Props) {
  return (
    <LateFigure<{ trajectories: readonly TrajectoriesView[] }> source={source} words={words}>
      {(answer) => <Drawn bins={answer && histogramBins(answer.trajectories, histogram, submission)} words={words} />}
    </LateFigure>
  );
}

function Drawn({ bins, words }: { readonly bins: readonly HistogramBin[] | null; readonly words: HistogramWords }) {
  const drawn = drawnGenerations(bins ?? []);
  const generations = drawn.map((generation, index) => ({ generation, style: generationStyle(index, drawn.length) }));
  return (
    <>
      {bins === null ? (
        <div className="chart" />
      ) : (
        <HistogramChart bins={bins} generations={generations} words={words} />
      )}
      <ul className="legend">
        {generations.map(({ generation, style }) => (
          <li key={generation}>
            <Swatch {...style} /> {`${words.generation} ${generation}`}
          </li>
        ))}
      </ul>
      <TableTwin summary={words.table} table={() => <Numbers bins={bins ?? []} words={words} />} />
    </>
  );
}

function Numbers({ bins, words }: { readonly bins: readonly HistogramBin[]; readonly words: HistogramWords }) {
  const generations = bins[0]?.shares.map((_, generation) => generation) ?? [];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          {generations.map((generation) => (
            <th className="num" key={generation} scope="col">{`${words.generation} ${generation}`}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={intervalText(bin)}>
            <th scope="row">{intervalText(bin)}</th>
            {generations.map((generation) => (
              <td className="num" key={generation}>
                {bin.shares[generation] === undefined ? '–' : formatShare(bin.shares[generation])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
