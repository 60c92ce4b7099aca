import { getTranslations } from 'next-intl/server';
import type { BenchmarkEntryView, BenchmarkView, CollapseView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath } from '../paths.ts';
import { horizonCells } from './horizon-words.ts';
import { Score } from './score.tsx';
import { cellWords, outsideWords } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly benchmark: BenchmarkView;
}

/** The best entries by this benchmark's score, beside the controls and baselines. */
export async function BenchmarkEntries({ locale, benchmark }: Props) {
  const t = await getTranslations({ locale, namespace: 'benchmarks.best' });
  const references = benchmark.lines.filter(({ role }) => role !== 'entry');
  const entries = [...benchmark.best, ...references];
  const horizon = await getTranslations({ locale, namespace: 'common.horizon' });
  const generations = benchmark.tiers.find(({ tier }) => tier === benchmark.tier)?.generations ?? 0;
  return (
    <>
      <h2>{t('title')}</h2>
      <p className="small muted prose">{benchmark.best.length === 0 ? t('none') : t('text')}</p>
      {entries.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="scroll" tabIndex={0}>
          <table className="cards one-line">
            <thead>
              <tr>
                <th scope="col">{t('entry')}</th>
                <th className="num" scope="col">
                  {t('score')}
                </th>
                <th className="num" scope="col" title={horizon('ratioHelp')}>
                  {horizon('ratio')}
                </th>
                <th className="num" scope="col" title={horizon('halfLifeHelp')}>
                  {horizon('halfLife')}
                </th>
                <th scope="col">{t('early')}</th>
                <th scope="col">{t('late')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Row entry={entry} generations={generations} key={entry.id} locale={locale} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

interface RowProps {
  readonly locale: Locale;
  readonly entry: BenchmarkEntryView;
  /** G of the tier. */
  readonly generations: number;
}

async function Row({ locale, entry, generations }: RowProps) {
  const cells = await horizonCells(locale, entry.horizon, generations);
  const horizon = await getTranslations({ locale, namespace: 'common.horizon' });
  const t = await getTranslations({ locale, namespace: 'benchmarks.best' });
  const words = await cellWords(locale);
  const roles = await getTranslations({ locale, namespace: 'board.roles' });
  const labels = await getTranslations({ locale, namespace: 'board.labels' });
  const about = [
    entry.role === 'entry' ? entry.authors.join(PUNCTUATION[locale].list) : roles(entry.role),
    entry.outside ? await outsideWords(locale) : '',
    entry.complete ? '' : t('partial'),
  ];
  const when = (collapse: CollapseView | null): string => {
    if (collapse === null) return '–';
    const { median, horizon } = collapse;
    return median === null ? t('never', { horizon }) : t('at', { median });
  };
  return (
    <tr className={entry.role === 'entry' ? undefined : 'control'}>
      <th scope="row">
        <a className="entry-name" href={localPath(locale, submissionPath(entry.id))}>
          {entry.spec}
        </a>{' '}
        {entry.role === 'entry' && <span className={`tag ${entry.label}`}>{labels(entry.label)}</span>}{' '}
        <span className="small muted">{about.filter(Boolean).join(' · ')}</span>
      </th>
      <td className="num" data-label={t('score')}>
        <Score score={entry.score} words={words} />
        {entry.score.controls === 'own' && <span className="tag own">{words.own}</span>}
      </td>
      <td className="num" data-label={horizon('ratio')}>
        {cells.ratio}
      </td>
      <td className="num" data-label={horizon('halfLife')}>
        {cells.halfLife}
      </td>
      <td data-label={t('early')}>{when(entry.early)}</td>
      <td data-label={t('late')}>{when(entry.late)}</td>
    </tr>
  );
}
