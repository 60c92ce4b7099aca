/** What stands in the cells of a board, by the kind of their column. */
import { formatAmount, formatRank, formatScore, formatShare } from '../format.ts';
import type { BoardColumn, BoardWords } from './board-table.tsx';
import { HeatScore, Score } from './score.tsx';
import { type PackedPlace, type TableRow, unpackScore } from './table-rows.ts';

interface Props {
  readonly column: BoardColumn;
  readonly data: TableRow;
  readonly words: BoardWords;
  readonly lastRank: number;
}

/** A cell of any column but the name's. */
export function BoardCell({ column: { kind, id, at }, data, words, lastRank }: Props) {
  switch (kind) {
    case 'rank':
      return <Rank lastRank={lastRank} rank={data.rank} />;
    case 'place':
      return data.place && <PlaceRank place={data.place} />;
    case 'score':
      return <Overall data={data} words={words} />;
    case 'heat':
    case 'interval': {
      const score = data.scores[at];
      return score && <HeatScore score={unpackScore(score)} withInterval={kind === 'interval'} words={words} />;
    }
    case 'axis':
      return <Axis axis={data.axes[at] ?? null} restsOn={words.restsOn} />;
    case 'collapse': {
      const [early, late, ran] = data.collapse;
      return `${id === 'early' ? early : late}/${ran}`;
    }
    case 'real-data':
      return formatShare(data.realShare);
    case 'drawn':
      return <Drawn data={data} words={words} />;
    default:
      return null;
  }
}

/** The overall score; in its place, where there is none, the one over what an entry applies to. */
function Overall({ data: { overall, applicable }, words }: Pick<Props, 'data' | 'words'>) {
  const score = unpackScore(overall);
  if (applicable === null || score.status === 'scored') return <Score score={score} words={words} />;
  return (
    <abbr className="absent" title={applicable[1]}>
      {applicable[0]}
      <span className="unseen"> {words.states[score.status]}</span>
    </abbr>
  );
}

function Axis({ axis, restsOn }: { readonly axis: TableRow['axes'][number]; readonly restsOn: string }) {
  if (axis === null) return '–';
  const [value, rests] = axis;
  return (
    <>
      {formatScore(value)}
      {rests !== '' && (
        <span className="interval" title={restsOn}>
          {rests}
        </span>
      )}
    </>
  );
}

/** Examples drawn, and calls to an outside check. */
function Drawn({ data: { sampled, checks }, words }: Pick<Props, 'data' | 'words'>) {
  if (checks === 0) return formatAmount(sampled);
  return (
    <>
      {formatAmount(sampled)}{' '}
      <abbr className="absent" title={words.checks.replace('{amount}', formatAmount(checks))}>
        {`+ ${formatAmount(checks)}`}
      </abbr>
    </>
  );
}

/** The rank in the entry's own place with a way there, or the place and why there is no rank in it. */
function PlaceRank({ place: [words, full, href] }: { readonly place: PackedPlace }) {
  if (href !== undefined)
    return (
      <a href={href} title={full}>
        {words}
      </a>
    );
  return (
    <abbr className="absent" title={full}>
      {words}
      <span className="unseen"> {full}</span>
    </abbr>
  );
}

const BAR = 60;

/** A rank interval, written and drawn from 1 to the last rank; or why there is none. */
function Rank({ rank, lastRank }: { readonly rank: TableRow['rank']; readonly lastRank: number }) {
  if (typeof rank === 'string')
    return (
      <abbr className="absent" title={rank}>
        –<span className="unseen">{rank}</span>
      </abbr>
    );
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
