'use client';
import { formatAmount, formatRank, formatScore, formatShare } from '../format.ts';
import { HeatScore, Score } from './score.tsx';
import type { CellWords } from './score-words.ts';
import { type TableRow, unpackScore } from './table-rows.ts';

export interface BoardColumn {
  /** As in the address of the board sorted by it. */
  readonly id: string;
  readonly name: string;
  /** What it means, for a reader who points at it. */
  readonly help: string;
  /** The board sorted by it; null for what can't be sorted by. */
  readonly href: string | null;
}

export interface BoardWords extends CellWords {
  readonly labels: Readonly<Record<TableRow['label'] | 'control' | 'baseline' | 'idle', string>>;
  readonly flips: string;
  /** With `{names}`. */
  readonly ownOn: string;
  /** With `{names}`. */
  readonly flipsWith: string;
  /** With `{amount}`. */
  readonly checks: string;
  /** Of the benchmarks that an axis of an incomplete entry rests on. */
  readonly restsOn: string;
}

interface Props {
  readonly ranked: boolean;
  /** The greatest rank of the board, for the rank's picture. */
  readonly lastRank: number;
  readonly sort: string;
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly TableRow[];
  readonly words: BoardWords;
  /** What stands before a submission's id in its page's address. */
  readonly pathPrefix: string;
}

const SORT_DIRECTIONS: Readonly<Record<string, 'ascending' | 'descending'>> = {
  early: 'ascending',
  late: 'ascending',
  'real-data': 'ascending',
  drawn: 'ascending',
};

/** The board: one row an entry; on a phone one card an entry. It needs no JavaScript to be read. */
export function BoardTable({ columns, rows, sort, ...row }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="cards board">
        <thead>
          <tr>
            {columns.map(({ id, name, help, href }) => (
              <th
                aria-sort={id === sort ? (SORT_DIRECTIONS[id] ?? 'descending') : undefined}
                className={id === 'rank' || id === 'strategy' ? undefined : 'num'}
                key={id}
                scope="col"
                title={help}
              >
                {href === null ? name : <a href={href}>{name}</a>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((data) => (
            <Row columns={columns} data={data} key={data.id} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const FIRST_AXIS = 3;

function Row({
  data,
  columns,
  ranked,
  lastRank,
  words,
  pathPrefix,
}: Omit<Props, 'rows' | 'sort'> & { readonly data: TableRow }) {
  const [overall, ...scores] = data.scores.map(unpackScore);
  const shown = ranked ? columns : [null, ...columns];
  const name = (index: number): string => shown[index]?.name ?? '';
  const [early, late, ran] = data.collapse;
  // Cells from the axes on stand one further where there is a column of places.
  const at = (index: number): string => name(data.place === null ? index : index + 1);
  const { role } = data;
  return (
    <tr className={data.isLine ? 'control idle' : role === 'entry' ? undefined : 'control'}>
      {ranked && (
        <td data-label={name(0)}>
          <Rank lastRank={lastRank} rank={data.rank} />
        </td>
      )}
      <th scope="row">
        <a className="entry-name" href={pathPrefix + data.id}>
          {data.spec}
        </a>{' '}
        <span className={`tag ${role === 'entry' ? data.label : ''}`}>
          {words.labels[data.isLine ? 'idle' : role === 'entry' ? data.label : role]}
        </span>
        {data.own !== '' && (
          <>
            {' '}
            <abbr className="tag own" title={words.ownOn.replace('{names}', data.own)}>
              {words.own}
            </abbr>
          </>
        )}
        {data.flips !== '' && (
          <abbr className="flip" title={words.flipsWith.replace('{names}', data.flips)}>
            {' '}
            ⇅<span className="unseen"> {words.flips}</span>
          </abbr>
        )}
        <div className="small muted">{data.line}</div>
      </th>
      <td className="num" data-label={name(2)}>
        {overall && <Score score={overall} words={words} />}
        {data.applicable !== '' && <span className="interval">{data.applicable}</span>}
      </td>
      {data.place !== null && (
        <td className="num" data-label={name(3)}>
          <PlaceRank place={data.place} />
        </td>
      )}
      {data.axes.map((axis, index) => (
        <td className="num" data-label={at(FIRST_AXIS + index)} key={at(FIRST_AXIS + index)}>
          {axis === null ? '–' : formatScore(axis[0])}
          {axis !== null && axis[1] !== '' && (
            <span className="interval" title={words.restsOn}>
              {axis[1]}
            </span>
          )}
        </td>
      ))}
      {[early, late].map((collapsed, index) => (
        <td className="num" data-label={at(6 + index)} key={at(6 + index)}>
          {`${collapsed}/${ran}`}
        </td>
      ))}
      <td className="num" data-label={at(8)}>
        {formatShare(data.realShare)}
      </td>
      <td className="num" data-label={at(9)}>
        {formatAmount(data.sampled)}
        {data.checks > 0 && (
          <span className="interval">{words.checks.replace('{amount}', formatAmount(data.checks))}</span>
        )}
      </td>
      {scores.map((score, index) => (
        <td className="num" data-label={at(10 + index)} key={at(10 + index)}>
          <HeatScore score={score} words={words} />
        </td>
      ))}
    </tr>
  );
}

/** The rank in the entry's own place with a way there, or why there is none. */
function PlaceRank({ place }: { readonly place: Exclude<TableRow['place'], null> }) {
  if (typeof place === 'string') return <Absent why={place} />;
  const [rank, words, href] = place;
  return (
    <>
      <strong>{rank}</strong>
      <a className="interval place" href={href}>
        {words}
      </a>
    </>
  );
}

function Absent({ why }: { readonly why: string }) {
  return (
    <abbr className="absent" title={why}>
      –<span className="unseen">{why}</span>
    </abbr>
  );
}

const BAR = 60;

/** A rank interval, written and drawn from 1 to the last rank; or why there is none. */
function Rank({ rank, lastRank }: { readonly rank: TableRow['rank']; readonly lastRank: number }) {
  if (typeof rank === 'string') return <Absent why={rank} />;
  const [low, high] = rank;
  const place = (at: number): number => 3 + ((BAR - 6) * (at - 1)) / Math.max(1, lastRank - 1);
  return (
    <>
      <strong>{formatRank({ low, high })}</strong>
      {lastRank > 1 && (
        <svg aria-hidden="true" className="rank-bar" viewBox={`0 0 ${BAR} 8`}>
          <path className="axis" d={`M3 4H${BAR - 3}`} />
          <path className="range" d={`M${place(low) - 2} 4H${place(high) + 2}`} />
        </svg>
      )}
    </>
  );
}
