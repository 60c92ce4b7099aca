'use client';
import type { BoardBenchmark } from '../../leaderboard/views.ts';
import { formatAmount, formatRank, formatShare } from '../format.ts';
import { submissionPath } from '../paths.ts';
import { HeatScore, Score } from './score.tsx';
import { type TableRow, unpackScore } from './table-rows.ts';

interface Props {
  readonly ranked: boolean;
  readonly benchmarks: readonly Pick<BoardBenchmark, 'id' | 'name' | 'summary'>[];
  readonly rows: readonly TableRow[];
}

/** The board: one row an entry; on a phone one card an entry. It needs no JavaScript to be read. */
export function BoardTable({ ranked, benchmarks, rows }: Props) {
  return (
    <div className="scroll">
      <table className="cards">
        <thead>
          <tr>
            {ranked && (
              <th scope="col">
                Rank
                <br />
                95%
              </th>
            )}
            <th scope="col">Strategy</th>
            <th className="num" scope="col">
              Overall score
              <br />
              with 95% interval
            </th>
            <th className="num" scope="col">
              Real
              <br />
              data
            </th>
            <th className="num" scope="col">
              Drawn a<br />
              generation
            </th>
            {benchmarks.map(({ id, name, summary }) => (
              <th className="num" key={id} scope="col">
                <abbr title={summary}>{name}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row benchmarks={benchmarks} key={row.id} ranked={ranked} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ ranked, benchmarks, row }: Omit<Props, 'rows'> & { readonly row: TableRow }) {
  const [overall, ...scores] = row.scores.map(unpackScore);
  return (
    <tr className={row.role === 'entry' ? undefined : 'control'}>
      {ranked && (
        <td data-label="Rank">
          <Rank row={row} />
        </td>
      )}
      <th scope="row">
        <a className="entry-name" href={submissionPath(row.id)}>
          {row.spec}
        </a>{' '}
        <span className={`tag ${row.role === 'entry' ? row.label : ''}`}>
          {row.role === 'entry' ? row.label : row.role}
        </span>
        <div className="small muted">{row.line}</div>
      </th>
      <td className="num" data-label="Overall">
        {overall && <Score score={overall} />}
      </td>
      <td className="num" data-label="Real data">
        {formatShare(row.realShare)}
      </td>
      <td className="num" data-label="Drawn a generation">
        {formatAmount(row.sampled)}
        {row.verifierCalls > 0 && <span className="interval">{`${formatAmount(row.verifierCalls)} checks`}</span>}
      </td>
      {benchmarks.map(({ id, name }, position) => {
        const score = scores[position];
        return (
          <td className="num" data-label={name} key={id}>
            {score && <HeatScore score={score} />}
          </td>
        );
      })}
    </tr>
  );
}

function Rank({ row: { rank, rankWords } }: { readonly row: TableRow }) {
  if (typeof rank !== 'string') return <strong>{formatRank({ low: rank[0], high: rank[1] })}</strong>;
  return (
    <abbr className="absent" title={rankWords}>
      {rank}
    </abbr>
  );
}
