'use client';
/** A run's ledger: drawn when it is seen, as a table when it is opened. */
import dynamic from 'next/dynamic';
import type { LedgerView } from '#leaderboard/views/index.ts';
import { formatNumber, formatShare } from '../format.ts';
import { LateFigure } from './late-figure.tsx';
import { type Band, bandsOf, LEDGER_COUNTS } from './ledger-bands.ts';
import type { LedgerWords } from './ledger-chart.tsx';
import { TableTwin } from './table-twin.tsx';

const LedgerChart = dynamic(() => import('./ledger-chart.tsx').then((module) => module.LedgerChart), {
  ssr: false,
  loading: () => <div className="chart" />,
});

interface Props {
  /** Where the ledger is: `{ ledger: […] }`. */
  readonly source: string;
  readonly words: LedgerWords;
}

export function Ledger({ source, words }: Props) {
  return (
    <LateFigure<{ ledger: readonly LedgerView[] }> source={source} words={words}>
      {(answer) => <Drawn ledger={answer?.ledger ?? null} words={words} />}
    </LateFigure>
  );
}

function Drawn({ ledger, words }: { readonly ledger: readonly LedgerView[] | null; readonly words: LedgerWords }) {
  const bands = ledger === null ? [] : bandsOf(ledger);
  return (
    <>
      {ledger === null ? <div className="chart" /> : <LedgerChart bands={bands} words={words} />}
      <ul className="legend">
        {bands.map(({ name, style }) => (
          <li key={name}>
            <span aria-hidden="true" className={`band ${style}`} /> {words[name]}
          </li>
        ))}
      </ul>
      <LedgerTable bands={bands} ledger={ledger ?? []} words={words} />
    </>
  );
}

interface TableProps {
  readonly bands: readonly Band[];
  readonly ledger: readonly LedgerView[];
  readonly words: LedgerWords;
}

/** The last four only where the benchmark's protocol counts them. */
const OTHERS = [...(['trainingSize', 'weightShare', 'sampled', 'verifierCalls'] as const), ...LEDGER_COUNTS] as const;

function LedgerTable({ bands, ledger, words }: TableProps) {
  const others = OTHERS.filter((name) => ledger.some((entry) => entry[name] !== undefined));
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
                  <td key={name}>
                    {name === 'weightShare' ? formatShare(entry[name]) : formatNumber(entry[name] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  );
}
