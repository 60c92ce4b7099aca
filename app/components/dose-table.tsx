'use client';
/** The numbers of a family's charts of doses, one row an entry. A client component so that its rows are sent once, and slim. */
import { formatAmount, formatNumber, formatScore, formatShare } from '../format.ts';
import { HeatScore, Score } from './score.tsx';
import type { CellWords } from './score-words.ts';
import { type PackedScore, unpackScore } from './table-rows.ts';

export interface DoseRow {
  readonly id: string;
  readonly spec: string;
  /** Place, and what else is said of it, as one line under the specification. */
  readonly line: string;
  /** The parameter's value. */
  readonly value: number;
  readonly realShare: number;
  /** Trained on, drawn, calls to an outside check. */
  readonly cost: readonly [number, number, number];
  /** The overall score, then one for each benchmark. */
  readonly scores: readonly PackedScore[];
  /** Points of the gap that each law expects to be closed; null where it says nothing of the entry. */
  readonly expected: readonly (number | null)[];
}

interface Props {
  /** Entry, the parameter, real data, overall, trained, drawn, calls, the benchmarks, the laws. */
  readonly columns: readonly string[];
  readonly rows: readonly DoseRow[];
  readonly words: CellWords;
  /** What stands before a submission's id in its page's address. */
  readonly pathPrefix: string;
}

export function DoseTable({ columns, rows, words, pathPrefix }: Props) {
  const name = (index: number): string => columns[index] ?? '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="cards doses-table">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th className={index === 0 ? undefined : 'num'} key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, spec, line, value, realShare, cost, scores, expected }) => {
            const [overall, ...others] = scores.map(unpackScore);
            const cells = [formatNumber(value), formatShare(realShare)];
            return (
              <tr key={id}>
                <th scope="row">
                  <a className="entry-name" href={pathPrefix + id}>
                    {spec}
                  </a>
                  <div className="small muted">{line}</div>
                </th>
                {cells.map((cell, index) => (
                  <td className="num" data-label={name(1 + index)} key={name(1 + index)}>
                    {cell}
                  </td>
                ))}
                <td className="num" data-label={name(3)}>
                  {overall && <Score score={overall} words={words} />}
                </td>
                {cost.map((amount, index) => (
                  <td className="num" data-label={name(4 + index)} key={name(4 + index)}>
                    {formatAmount(amount)}
                  </td>
                ))}
                {others.map((score, index) => (
                  <td className="num" data-label={name(7 + index)} key={name(7 + index)}>
                    <HeatScore score={score} words={words} />
                  </td>
                ))}
                {expected.map((points, index) => {
                  const column = name(7 + others.length + index);
                  return (
                    <td className="num" data-label={column} key={column}>
                      {points === null ? '–' : formatScore(points)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
