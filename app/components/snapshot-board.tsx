'use client';
/** One board of a snapshot as a table. A client component so that its rows are sent once, and slim. */
import { formatInterval, formatRank, formatScore, formatShare } from '../format.ts';

/** `[id, spec, place or role, rank or null, score, low, high, real share, start of the digest]` */
export type SnapshotRow = readonly [
  string,
  string,
  string,
  readonly [number, number] | null,
  number | null,
  number | null,
  number | null,
  number,
  string,
];

interface Props {
  readonly rows: readonly SnapshotRow[];
  /** Rank, strategy, division, score, interval, real data, digest. */
  readonly columns: readonly [string, string, string, string, string, string, string];
  /** What stands before a submission's id in its page's address. */
  readonly pathPrefix: string;
  /** The word between the ends of an interval. */
  readonly to: string;
}

export function SnapshotBoard({ rows, columns, pathPrefix, to }: Props) {
  const [rankName, strategy, division, score, interval, realData, digest] = columns;
  return (
    <div className="scroll">
      <table className="cards">
        <thead>
          <tr>
            {columns.map((name, index) => (
              <th className={index >= 3 && index <= 5 ? 'num' : undefined} key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([id, spec, group, rank, value, low, high, realShare, bundle]) => (
            <tr key={id}>
              <td data-label={rankName}>{rank === null ? '–' : formatRank({ low: rank[0], high: rank[1] })}</td>
              <th aria-label={`${strategy} ${spec}`} scope="row">
                <a className="entry-name" href={pathPrefix + id}>
                  {spec}
                </a>
              </th>
              <td data-label={division}>{group}</td>
              <td className="num" data-label={score}>
                {value === null ? '–' : formatScore(value)}
              </td>
              <td className="num" data-label={interval}>
                {low === null || high === null ? '–' : formatInterval(low, high, to)}
              </td>
              <td className="num" data-label={realData}>
                {formatShare(realShare)}
              </td>
              <td className="digest" data-label={digest}>
                {bundle}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
