import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { CollapseView, ComparedEntry, ComparisonView } from '#leaderboard/views/index.ts';
import { formatAmount, formatDuration, formatShare } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath } from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { placeWords } from './place-words.ts';
import { Score } from './score.tsx';
import { cellWords, outsideWords } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
}

/** Cost and collapse of the entries, side by side. */
export async function ComparisonTables({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare' });
  const { entries, benchmarks } = comparison;
  const words = await cellWords(locale);
  const place = await placeWords(locale);
  const outside = await outsideWords(locale);
  const { comma } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const when = ({ median, horizon }: CollapseView): string =>
    median === null ? t('collapse.never', { horizon }) : t('collapse.at', { median });
  const duration = ({ runs }: ComparedEntry): number =>
    Object.values(runs).reduce((total, { durationMs }) => total + durationMs, 0);
  const costs: readonly (readonly [string, (entry: ComparedEntry) => ReactNode])[] = [
    [t('cost.score'), ({ overall }) => <Score score={overall} words={words} />],
    [t('cost.tier'), ({ tier }) => tier],
    [t('cost.division'), (entry) => [place(entry), ...(entry.outside ? [outside] : [])].join(comma)],
    [t('cost.real'), ({ cost }) => formatShare(cost.realShare)],
    [t('cost.fresh'), ({ cost }) => formatAmount(cost.realFresh)],
    [t('cost.trained'), ({ cost }) => formatAmount(cost.training)],
    [t('cost.drawn'), ({ cost }) => formatAmount(cost.sampled)],
    [t('cost.checks'), ({ cost }) => formatAmount(cost.verifierCalls)],
    [t('cost.duration'), (entry) => formatDuration(duration(entry))],
  ];
  const collapses = benchmarks.map((benchmark): readonly [string, (entry: ComparedEntry) => ReactNode] => [
    text.benchmark(benchmark).name,
    ({ runs }) => {
      const run = runs[benchmark.id];
      if (!run) return '–';
      return (
        <>
          <div>{t('collapse.early', { when: when(run.early) })}</div>
          <div>{t('collapse.late', { when: when(run.late) })}</div>
        </>
      );
    },
  ]);
  return (
    <>
      <h2>{t('cost.title')}</h2>
      <SideBySide entries={entries} locale={locale} rows={costs} />
      <h2>{t('collapse.title')}</h2>
      <SideBySide entries={entries} locale={locale} rows={collapses} />
    </>
  );
}

interface SideProps {
  readonly locale: Locale;
  readonly entries: readonly ComparedEntry[];
  readonly rows: readonly (readonly [string, (entry: ComparedEntry) => ReactNode])[];
}

function SideBySide({ locale, entries, rows }: SideProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td />
            {entries.map(({ id, spec }) => (
              <th key={id} scope="col">
                <a href={localPath(locale, submissionPath(id))}>{spec}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {entries.map((entry) => (
                <td key={entry.id}>{cell(entry)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
