import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { CollapseView, ComparedEntry, ComparisonView } from '#leaderboard/views/index.ts';
import { formatAmount, formatDuration, formatShare } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath } from '../paths.ts';
import { comparedNames } from './compared-names.ts';
import { placeWords } from './place-words.ts';
import { HeatScore } from './score.tsx';
import { cellWords, outsideWords } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
}

/** The score of every entry, overall and on every benchmark. */
export async function ScoreTable({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.scores' });
  const words = await cellWords(locale);
  const names = comparedNames(locale, comparison);
  const rows: readonly Row[] = [
    [t('overall'), ({ overall }) => <HeatScore score={overall} words={words} />],
    ...comparison.benchmarks.map(
      ({ id }): Row => [
        names.benchmark(id),
        ({ runs }) => (runs[id] ? <HeatScore score={runs[id].score} words={words} /> : '–'),
      ],
    ),
  ];
  return <SideBySide comparison={comparison} locale={locale} rows={rows} />;
}

/** What every entry was given and took. */
export async function CostTable({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.cost' });
  const place = await placeWords(locale);
  const outside = await outsideWords(locale);
  const { comma } = PUNCTUATION[locale];
  const duration = ({ runs }: ComparedEntry): number =>
    Object.values(runs).reduce((total, { durationMs }) => total + durationMs, 0);
  const rows: readonly Row[] = [
    ...(new Set(comparison.entries.map(({ tier }) => tier)).size > 1
      ? [[t('tier'), ({ tier }: ComparedEntry) => tier] as const]
      : []),
    [t('division'), (entry) => [place(entry), ...(entry.outside ? [outside] : [])].join(comma)],
    [t('real'), ({ cost }) => formatShare(cost.realShare)],
    [t('fresh'), ({ cost }) => formatAmount(cost.realFresh)],
    [t('trained'), ({ cost }) => formatAmount(cost.training)],
    [t('drawn'), ({ cost }) => formatAmount(cost.sampled)],
    [t('checks'), ({ cost }) => formatAmount(cost.verifierCalls)],
    [t('duration'), (entry) => formatDuration(duration(entry))],
  ];
  return <SideBySide comparison={comparison} locale={locale} rows={rows} />;
}

/** When every entry collapsed on every benchmark. */
export async function CollapseTable({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.collapse' });
  const names = comparedNames(locale, comparison);
  const when = ({ median, horizon }: CollapseView): string =>
    median === null ? t('never', { horizon }) : t('at', { median });
  const rows = comparison.benchmarks.map(
    ({ id }): Row => [
      names.benchmark(id),
      ({ runs }) => {
        const run = runs[id];
        return run ? t('both', { early: when(run.early), late: when(run.late) }) : '–';
      },
    ],
  );
  return <SideBySide comparison={comparison} locale={locale} rows={rows} />;
}

type Row = readonly [name: string, cell: (entry: ComparedEntry) => ReactNode];

function SideBySide({ locale, comparison, rows }: Props & { readonly rows: readonly Row[] }) {
  const names = comparedNames(locale, comparison);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="side-by-side">
        <thead>
          <tr>
            <td />
            {comparison.entries.map((entry) => (
              <th key={entry.id} scope="col">
                <a href={localPath(locale, submissionPath(entry.id))}>{names.entry(entry)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {comparison.entries.map((entry) => (
                <td key={entry.id}>{cell(entry)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
