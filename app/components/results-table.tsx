'use client';
import { formatAmount, formatRank, formatShare } from '../format.ts';
import { HeatScore, Score } from './score.tsx';
import type { CellWords } from './score-words.ts';
import { type PackedScore, unpackScore } from './table-rows.ts';

/** A result as the table shows it, and no more: like the board's rows it is sent once as data, not twice as markup. */
export interface ResultRow {
  readonly id: string;
  readonly spec: string;
  /** Suite, tier and division, as one line under the specification. */
  readonly line: string;
  /** `[low, high]`, or why there is none. */
  readonly rank: readonly [number, number] | string;
  readonly realShare: number;
  readonly training: number;
  readonly sampled: number;
  /** The overall score, then one for each benchmark column. */
  readonly scores: readonly PackedScore[];
}

interface Props {
  /** Entry, score, rank, real data, trained, drawn, then the benchmarks. */
  readonly columns: readonly { readonly name: string; readonly help: string }[];
  readonly rows: readonly ResultRow[];
  readonly words: CellWords;
  /** What stands before a submission's id in its page's address. */
  readonly pathPrefix: string;
}

/** The results of a strategy: one row an entry; on a phone one card an entry. It needs no JavaScript to be read. */
export function ResultsTable({ columns, rows, words, pathPrefix }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="cards board">
        <thead>
          <tr>
            {columns.map(({ name, help }, index) => (
              <th className={index === 0 ? undefined : 'num'} key={name} scope="col" title={help}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row columns={columns} key={row.id} pathPrefix={pathPrefix} row={row} words={words} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Cells before the benchmarks'. */
const FIXED = 6;

function Row({ columns, row, words, pathPrefix }: Omit<Props, 'rows'> & { readonly row: ResultRow }) {
  const [overall, ...scores] = row.scores.map(unpackScore);
  const name = (index: number): string => columns[index]?.name ?? '';
  return (
    <tr>
      <th scope="row">
        <a className="entry-name" href={pathPrefix + row.id}>
          {row.spec}
        </a>
        <div className="small muted">{row.line}</div>
      </th>
      <td className="num" data-label={name(1)}>
        {overall && <Score score={overall} words={words} />}
      </td>
      <td className="num" data-label={name(2)}>
        {typeof row.rank === 'string' ? (
          <abbr className="absent" title={row.rank}>
            –<span className="unseen">{row.rank}</span>
          </abbr>
        ) : (
          formatRank({ low: row.rank[0], high: row.rank[1] })
        )}
      </td>
      <td className="num" data-label={name(3)}>
        {formatShare(row.realShare)}
      </td>
      <td className="num" data-label={name(4)}>
        {formatAmount(row.training)}
      </td>
      <td className="num" data-label={name(5)}>
        {formatAmount(row.sampled)}
      </td>
      {scores.map((score, index) => (
        <td className="num" data-label={name(FIXED + index)} key={name(FIXED + index)}>
          <HeatScore score={score} words={words} />
        </td>
      ))}
    </tr>
  );
}
