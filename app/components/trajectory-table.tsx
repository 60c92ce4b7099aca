'use client';
import { formatNumber } from '../format.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import type { ChartWords } from './chart-words.ts';
import { TableTwin } from './table-twin.tsx';
import type { ShownTrajectories } from './trajectory-chart.tsx';

interface Props {
  readonly view: ShownTrajectories;
  readonly words: ChartWords;
}

/** The chart's numbers: mean and 95% interval of each generation. Made when it is opened. */
export function TrajectoryTable({ view, words }: Props) {
  return <TableTwin summary={words.table} table={() => <Numbers view={view} words={words} />} />;
}

function Numbers({ view, words }: Props) {
  const generations = Array.from({ length: view.horizon + 1 }, (_, generation) => generation);
  const points = view.series.map((series) => new Map(series.points.map((point) => [point.generation, point])));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.generation}</th>
          {view.series.map(({ id, spec }) => (
            <th className="num" key={id} scope="col">
              {spec}
            </th>
          ))}
          {view.notMeasured.map(({ id, spec }) => (
            <th key={id} scope="col">
              {spec}
            </th>
          ))}
          {view.laws?.map(({ law, spec }) => (
            <th className="num" key={`${law} ${spec}`} scope="col">
              {words.law + PUNCTUATION[words.locale].brackets(spec)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {generations.map((generation) => (
          <tr key={generation}>
            <th scope="row">{generation}</th>
            {view.series.map(({ id }, index) => {
              const point = points[index]?.get(generation);
              return (
                <td className="num" key={id}>
                  {point ? formatNumber(point.mean) : '–'}
                  {point && point.low !== null && point.high !== null && (
                    <span className="interval">{`${formatNumber(point.low)} ${words.to} ${formatNumber(point.high)}`}</span>
                  )}
                </td>
              );
            })}
            {view.notMeasured.map(({ id }) => (
              <td key={id}>{words.notMeasured}</td>
            ))}
            {view.laws?.map(({ law, spec, values }) => (
              <td className="num" key={`${law} ${spec}`}>
                {values[generation] === undefined ? '–' : formatNumber(values[generation])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
