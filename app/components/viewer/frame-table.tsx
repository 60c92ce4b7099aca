'use client';
import type { FramesView } from '#leaderboard/views/index.ts';
import { formatNumber } from '../../format.ts';
import { TableTwin } from '../table-twin.tsx';
import type { ViewerWords } from './words.ts';

interface Props {
  readonly sides: readonly FramesView[];
  readonly words: ViewerWords;
}

/** The metrics of the seeds that are shown, by generation: the picture's numbers. */
export function FrameTable({ sides, words }: Props) {
  const columns = sides.flatMap(({ spec, metrics }, side) => metrics.map((metric) => ({ ...metric, spec, side })));
  const length = Math.max(0, ...columns.map(({ values }) => values.length));
  return (
    <TableTwin
      summary={words.numbers}
      table={() => (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.generation}</th>
              {columns.map(({ spec, metric, name, side }) => (
                <th key={`${side} ${metric}`} scope="col">{`${spec}: ${name}`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length }, (_, generation) => generation).map((generation) => (
              <tr key={generation}>
                <th scope="row">{generation}</th>
                {columns.map(({ metric, measured, values, side }) => {
                  const value = values[generation];
                  const none = measured ? '–' : words.notMeasured;
                  return <td key={`${side} ${metric}`}>{value == null ? none : formatNumber(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
}
