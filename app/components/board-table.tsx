import type { BoardRow, BoardView } from '../../leaderboard/views.ts';
import { formatAmount, formatRank, formatShare } from '../format.ts';
import { submissionPath } from '../paths.ts';
import { HeatScore, Score } from './score.tsx';

/** The board: one row an entry; on a phone one card an entry. */
export function BoardTable({ board }: { readonly board: BoardView }) {
  return (
    <div className="scroll">
      <table className="cards">
        <thead>
          <tr>
            {board.ranked && (
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
            {board.benchmarks.map((benchmark) => (
              <th className="num" key={benchmark.id} scope="col">
                <abbr title={benchmark.summary}>{benchmark.name}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.rows.map((row) => (
            <Row board={board} key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ board, row }: { readonly board: BoardView; readonly row: BoardRow }) {
  return (
    <tr className={row.role === 'entry' ? undefined : 'control'}>
      {board.ranked && (
        <td data-label="Rank">
          <Rank row={row} />
        </td>
      )}
      <th scope="row">
        <a className="entry-name" href={submissionPath(row.id)}>
          {row.spec}
        </a>{' '}
        <Role row={row} />
        <div className="small muted">
          {row.title !== row.spec && <>{row.title} · </>}
          {row.authors.join(', ')}
          {board.division === 'all' && row.role === 'entry' && <> · division {row.division}</>}
        </div>
      </th>
      <td className="num" data-label="Overall">
        <Score score={row.overall} />
      </td>
      <td className="num" data-label="Real data">
        {formatShare(row.cost.realShare)}
      </td>
      <td className="num" data-label="Drawn a generation">
        {formatAmount(row.cost.sampled)}
        {row.cost.verifierCalls > 0 && <span className="interval">{formatAmount(row.cost.verifierCalls)} checks</span>}
      </td>
      {board.benchmarks.map(({ id, name }) => {
        const score = row.benchmarks[id];
        return (
          <td className="num" data-label={name} key={id}>
            {score && <HeatScore score={score} />}
          </td>
        );
      })}
    </tr>
  );
}

function Rank({ row }: { readonly row: BoardRow }) {
  if (row.rank !== null && row.rankState === 'ranked') return <strong>{formatRank(row.rank)}</strong>;
  return (
    <abbr className="absent" title={row.rankWords}>
      {row.rankState === 'pending' ? 'pending' : 'unranked'}
    </abbr>
  );
}

function Role({ row }: { readonly row: BoardRow }) {
  if (row.role !== 'entry') return <span className="tag">{row.role}</span>;
  return <span className={`tag ${row.label}`}>{row.label}</span>;
}
