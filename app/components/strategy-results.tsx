import { getTranslations } from 'next-intl/server';
import type { StrategyResult, StrategyView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { strategyPath, submissionPath } from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { PagesNav } from './pages-nav.tsx';
import { placeWords } from './place-words.ts';
import { ResultsTable } from './results-table.tsx';
import { cellWords, outsideWords, partialWords, reasons } from './score-words.ts';
import { brief, packScore } from './table-rows.ts';

interface Props {
  readonly locale: Locale;
  readonly strategy: StrategyView;
}

/** All results of a strategy, page by page: overall, on each benchmark, and what they cost. */
export async function StrategyResults({ locale, strategy }: Props) {
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const { id, results, benchmarks, page, pages, total } = strategy;
  if (results.length === 0) return <p className="muted">{t('noEntry')}</p>;
  const text = catalogText(locale);
  const why = await reasons(locale);
  const partial = await partialWords(locale);
  const words = await cellWords(locale);
  const place = await placeWords(locale);
  const outside = await outsideWords(locale);
  const labels = await getTranslations({ locale, namespace: 'board.labels' });
  const fixed = (['entry', 'score', 'rank', 'real', 'trained', 'drawn'] as const).map((name) => ({
    name: t(`columns.${name}`),
    help: name === 'entry' ? '' : t(`help.${name}`),
  }));
  return (
    <>
      <p className="small muted prose">{t('resultsText')}</p>
      <ResultsTable
        columns={[
          ...fixed,
          ...benchmarks.map((benchmark) => {
            const { name, summary } = text.benchmark(benchmark);
            return { name, help: summary };
          }),
        ]}
        pathPrefix={localPath(locale, submissionPath(''))}
        rows={results.map((result) => ({
          id: result.id,
          spec: result.spec,
          line: [
            t('place', { suite: result.suite, tier: result.tier, place: place(result) }),
            result.outside ? outside : '',
            partial(benchmarksRun(result), benchmarks.length),
            result.label === 'reported' ? labels('reported') : '',
            hasOwnControls(result) ? words.own : '',
          ]
            .filter(Boolean)
            .join(' · '),
          rank: result.rank ? ([result.rank.low, result.rank.high] as const) : why.rank(result.rankReason),
          realShare: brief(result.cost.realShare),
          training: brief(result.cost.training),
          sampled: brief(result.cost.sampled),
          scores: [result.overall, ...benchmarks.map((benchmark) => result.benchmarks[benchmark.id])].map((score) =>
            packScore(score, why),
          ),
        }))}
        words={words}
      />
      <PagesNav
        href={(to) => localPath(locale, strategyPath(id, to))}
        locale={locale}
        page={page}
        pages={pages}
        total={total}
      />
    </>
  );
}

/** How many of the table's benchmarks an entry ran. */
function benchmarksRun({ benchmarks }: StrategyResult): number {
  return Object.values(benchmarks).filter(({ status }) => status !== 'missing' && status !== 'inapplicable').length;
}

/** Whether a score of the row rests on its sender's own controls. */
function hasOwnControls({ overall, benchmarks }: StrategyResult): boolean {
  return [overall, ...Object.values(benchmarks)].some(({ controls }) => controls === 'own');
}
