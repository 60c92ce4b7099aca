import { getTranslations } from 'next-intl/server';
import type { CollapseView, RunView, SubmissionView } from '#leaderboard/views/index.ts';
import { formatShare } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { catalogText } from './catalog-text.ts';
import { horizonCells } from './horizon-words.ts';
import { HeatScore } from './score.tsx';
import { cellWords, reasons } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly submission: SubmissionView;
}

const COLUMNS = ['benchmark', 'score', 'ratio', 'halfLife', 'early', 'late', 'real', 'seeds'] as const;

/** Every benchmark of the suite in a line: the score, what it hides, when it collapsed; what was not run says so. */
export async function SubmissionSummary({ locale, submission: { runs, missing } }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission.summary' });
  const text = catalogText(locale);
  const why = await reasons(locale);
  return (
    <>
      <h2 id="summary">{t('title')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table className="summary-table">
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th className={name === 'benchmark' ? '' : 'num'} key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Row key={run.benchmark.id} locale={locale} run={run} />
            ))}
            {missing.map((benchmark) => (
              <tr key={benchmark.id}>
                <th scope="row">{text.benchmark(benchmark).name}</th>
                <td className="absent" colSpan={COLUMNS.length - 1}>
                  {why.score(benchmark.score)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small muted prose">{t('text')}</p>
    </>
  );
}

async function Row({ locale, run }: { readonly locale: Locale; readonly run: RunView }) {
  const t = await getTranslations({ locale, namespace: 'submission.summary' });
  const { benchmark, score, horizon, generations, axes, cost, statuses } = run;
  const { ratio, halfLife } = await horizonCells(locale, horizon, generations);
  const when = (collapse: CollapseView | undefined): string => {
    if (collapse === undefined) return '–';
    return collapse.median === null ? t('never', { horizon: collapse.horizon }) : String(collapse.median);
  };
  return (
    <tr>
      <th scope="row">
        <a href={`#${benchmark.id}`}>{catalogText(locale).benchmark(benchmark).name}</a>
      </th>
      <td className="num">
        <HeatScore score={score} words={await cellWords(locale)} />
      </td>
      <td className="num">{ratio}</td>
      <td className="num">{halfLife}</td>
      <td className="num">{when(axes?.early)}</td>
      <td className="num">{when(axes?.late)}</td>
      <td className="num">{formatShare(cost.realShare)}</td>
      <td className="num">{statuses.completed === statuses.total ? statuses.total : t('of', { ...statuses })}</td>
    </tr>
  );
}
