import type { TrajectoriesView } from '../../leaderboard/views.ts';
import { formatNumber } from '../format.ts';

/** The chart's numbers: mean and 95% interval of each generation. */
export function TrajectoryTable({ view }: { readonly view: TrajectoriesView }) {
  const generations = Array.from({ length: view.horizon + 1 }, (_, generation) => generation);
  return (
    <details>
      <summary>
        {view.metric.name} as a table ({view.metric.unit})
      </summary>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Generation</th>
              {view.series.map(({ id, spec }) => (
                <th className="num" key={id} scope="col">
                  {spec}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {generations.map((generation) => (
              <tr key={generation}>
                <th scope="row">{generation}</th>
                {view.series.map(({ id, points }) => {
                  const point = points.find((candidate) => candidate.generation === generation);
                  return (
                    <td className="num" key={id}>
                      {point ? formatNumber(point.mean) : '–'}
                      {point && point.low !== null && point.high !== null && (
                        <span className="interval">
                          {formatNumber(point.low)} to {formatNumber(point.high)}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
