'use client';
/** A run's ledger as a strip: what every generation trained on, by source. A client component so that its numbers are sent once. */
import type { LedgerView } from '#leaderboard/views/index.ts';
import {
  type Band,
  bandsOf,
  type LedgerBand,
  type LedgerCount,
  numbersOf,
  numberText,
  totalsOf,
} from '../charts/ledger-bands.ts';
import { formatNumber } from '../format.ts';
import { TableTwin } from './table-twin.tsx';

export interface LedgerWords extends Readonly<Record<LedgerBand | LedgerCount, string>> {
  readonly generation: string;
  readonly trainingSize: string;
  readonly weightShare: string;
  readonly sampled: string;
  readonly verifierCalls: string;
  readonly table: string;
  readonly title: string;
}

interface Props {
  readonly ledger: readonly LedgerView[];
  /** Where the same is as data. */
  readonly source: string;
  readonly words: LedgerWords;
}

export function Ledger({ ledger, source, words }: Props) {
  const bands = bandsOf(ledger);
  return (
    <figure className="ledger">
      <figcaption>{words.title}</figcaption>
      <Strip bands={bands} ledger={ledger} words={words} />
      <ul className="legend">
        {bands.map(({ name, style }) => (
          <li key={name}>
            <span aria-hidden="true" className={`band ${style}`} /> {words[name]}
          </li>
        ))}
      </ul>
      <noscript>
        <a href={source}>{source}</a>
      </noscript>
      <LedgerTable bands={bands} ledger={ledger} words={words} />
    </figure>
  );
}

const WIDTH = 620;
const HEIGHT = 56;
/** Below the strip: the generations. */
const FOOT = 16;
/** Beyond so many, every tenth generation has its number. */
const MAX_NUMBERED = 21;

interface StripProps {
  readonly bands: readonly Band[];
  readonly ledger: readonly LedgerView[];
  readonly words: LedgerWords;
}

/** A column a generation, as high as it is large beside the largest. */
function Strip({ bands, ledger, words }: StripProps) {
  const most = Math.max(...totalsOf(bands, ledger), Number.MIN_VALUE);
  const step = WIDTH / ledger.length;
  const every = ledger.length > MAX_NUMBERED ? 10 : 1;
  return (
    <svg aria-label={words.title} className="ledger-strip" role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`}>
      {ledger.map(({ generation }, index) => {
        let top = HEIGHT;
        const said = bands
          .filter(({ amounts }) => (amounts[index] ?? 0) > 0)
          .map(({ name, amounts }) => `${words[name]} ${formatNumber(amounts[index] ?? 0)}`);
        return (
          <g key={generation}>
            <title>{[`${words.generation} ${generation}`, ...said].join('\n')}</title>
            {bands.map(({ name, style, amounts }) => {
              const height = (HEIGHT * (amounts[index] ?? 0)) / most;
              top -= height;
              return (
                <rect
                  fill={`var(--${style})`}
                  height={height.toFixed(2)}
                  key={name}
                  width={(step - 1).toFixed(2)}
                  x={(index * step).toFixed(2)}
                  y={top.toFixed(2)}
                />
              );
            })}
            {generation % every === 0 && (
              <text textAnchor="middle" x={((index + 0.5) * step).toFixed(1)} y={HEIGHT + FOOT - 3}>
                {generation}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function LedgerTable({ bands, ledger, words }: StripProps) {
  const others = numbersOf(ledger);
  return (
    <TableTwin
      summary={words.table}
      table={() => (
        <table>
          <thead>
            <tr>
              {[words.generation, ...bands.map(({ name }) => words[name]), ...others.map((name) => words[name])].map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {ledger.map((entry, index) => (
              <tr key={entry.generation}>
                <th scope="row">{entry.generation}</th>
                {bands.map(({ name, amounts }) => (
                  <td key={name}>{formatNumber(amounts[index] ?? 0)}</td>
                ))}
                {others.map((name) => (
                  <td key={name}>{numberText(entry, name)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
}
