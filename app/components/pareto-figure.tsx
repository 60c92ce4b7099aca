'use client';
/** Score against real data used: drawn when it is seen, as a table when it is opened. */
import dynamic from 'next/dynamic';
import type { ParetoView } from '#leaderboard/views/index.ts';
import { formatInterval, formatScore, formatShare } from '../format.ts';
import type { ParetoWords } from './pareto-chart.tsx';
import { TableTwin } from './table-twin.tsx';
import { Unloaded } from './unloaded.tsx';
import { useJson, useSeen } from './when-seen.ts';

const ParetoChart = dynamic(() => import('./pareto-chart.tsx').then((module) => module.ParetoChart), {
  ssr: false,
  loading: () => <div className="chart wide" />,
});

interface Props {
  readonly source: string;
  readonly words: ParetoWords;
  readonly pathPrefix: string;
}

export function ParetoFigure({ source, words, pathPrefix }: Props) {
  const [place, isSeen] = useSeen<HTMLElement>();
  const answer = useJson<ParetoView>(source, isSeen);
  if (answer === 'failed') return <Unloaded source={source} words={words} />;
  return (
    <figure className="wide-figure" ref={place}>
      {answer === null ? <div className="chart wide" /> : <ParetoChart points={answer.points} words={words} />}
      <TableTwin
        summary={words.table}
        table={() => (
          <table>
            <thead>
              <tr>
                {[words.strategy, words.x, words.y, words.efficient].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(answer?.points ?? []).map(({ id, spec, realShare, overall, low, high, efficient }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={pathPrefix + id}>{spec}</a>
                  </th>
                  <td>{formatShare(realShare)}</td>
                  <td>
                    {formatScore(overall)}
                    {low !== null && high !== null && (
                      <span className="interval">{formatInterval(low, high, words.to)}</span>
                    )}
                  </td>
                  <td>{efficient ? words.yes : words.no}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      />
    </figure>
  );
}
