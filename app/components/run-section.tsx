import { getTranslations } from 'next-intl/server';
import { heightsOf } from '#benchmarks/figures/frame.ts';
import { drawnMetrics } from '#leaderboard/catalog/cards.ts';
import type { HistogramView, RunView } from '#leaderboard/views/index.ts';
import { ledgerFigure } from '../charts/ledger-figure.ts';
import { readRunLedger } from '../data.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import {
  benchmarkPath,
  collapsePath,
  figurePath,
  histogramFigurePath,
  ledgerFigurePath,
  submissionPath,
} from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';
import { HorizonCharts } from './horizon.tsx';
import { Legend } from './legend.tsx';
import { RunFacts } from './run-facts.tsx';
import { Score } from './score.tsx';
import { cellWords, reasons } from './score-words.ts';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface Props {
  readonly locale: Locale;
  /** The submission's id. */
  readonly id: string;
  readonly spec: string;
  readonly run: RunView;
}

/** One benchmark's run of a submission: score, trajectory and ledger; the rest is folded. Two stand side by side where there is room. */
export async function RunSection({ locale, id, spec, run }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission' });
  const { benchmark, lines } = run;
  const why = await reasons(locale);
  const text = catalogText(locale);
  const { list } = PUNCTUATION[locale];
  const ids = lines.map((line) => line.id);
  const words = await chartWords(locale);
  const ledger = await readRunLedger(id, benchmark.id);
  const drawn = ledgerFigure({ ledger, submission: { id, spec }, benchmark }, locale);
  return (
    <section className="run">
      <h3 id={benchmark.id}>{text.benchmark(benchmark).name}</h3>
      <div>
        <Score score={run.score} words={await cellWords(locale)} />{' '}
        <span className="small muted">{why.score(run.score)}</span>
        {run.score.command && <pre>{run.score.command}</pre>}
        <OwnControls locale={locale} run={run} />
      </div>
      <RunLinks id={id} locale={locale} run={run} />
      <Legend lines={lines} pathPrefix={localPath(locale, submissionPath(''))} />
      <TrajectoryCharts
        figures={[{ src: figurePath(benchmark, ids, locale), alt: text.benchmark(benchmark).name }]}
        words={words}
      />
      {ledger.length > 0 && (
        <ChartFigure
          alt={drawn.title}
          heights={heightsOf(drawn)}
          src={ledgerFigurePath(id, benchmark.id, locale)}
          words={words}
        />
      )}
      {run.histograms.map((histogram) => (
        <Histogram benchmark={benchmark.id} histogram={histogram} id={id} key={histogram.id} locale={locale} />
      ))}
      {run.notMeasured.length > 0 && (
        <p className="small muted">
          {t('run.notMeasured', { names: run.notMeasured.map((metric) => text.metric(metric)).join(list) })}
        </p>
      )}
      {run.horizon && (
        <details>
          <summary>{t('run.horizon')}</summary>
          <HorizonCharts benchmark={benchmark} ids={ids} locale={locale} />
        </details>
      )}
      {benchmark.inCatalog && (
        <details>
          <summary>{t('run.all', { count: run.metrics })}</summary>
          <TrajectoryCharts
            figures={drawnMetrics(benchmark).map((metric) => ({
              src: figurePath(benchmark, ids, locale, { metric: metric.id }),
              alt: text.metric(metric),
            }))}
            words={words}
          />
        </details>
      )}
      <RunFacts locale={locale} run={run} />
    </section>
  );
}

/** To the benchmark, and to the viewer at the last generation, where the difference shows. */
async function RunLinks({ locale, id, run: { benchmark, controls, generations } }: Omit<Props, 'spec'>) {
  if (!benchmark.inCatalog) return null;
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  const at = { left: controls?.replace ?? id, right: id, generation: generations };
  return (
    <p className="small">
      <a href={localPath(locale, benchmarkPath(benchmark.id))}>{t('benchmark')}</a>
      {' · '}
      <a href={localPath(locale, collapsePath(benchmark.id, at))}>{t('viewer')}</a>
    </p>
  );
}

/** The controls that its sender sent, where they are what it is scored against. */
async function OwnControls({ locale, run: { controls, score } }: Omit<Props, 'id' | 'spec'>) {
  if (score.controls !== 'own' || controls === null) return null;
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  const link = (spec: 'replace' | 'oracle') => <a href={localPath(locale, submissionPath(controls[spec]))}>{spec}</a>;
  return <p className="small">{t.rich('own', { replace: () => link('replace'), oracle: () => link('oracle') })}</p>;
}

/** How a distribution of the run's samples moves from generation to generation. */
async function Histogram({
  locale,
  id,
  benchmark,
  histogram,
}: Omit<Props, 'run' | 'spec'> & { readonly benchmark: string; readonly histogram: HistogramView }) {
  const t = await getTranslations({ locale, namespace: 'submission.histogram' });
  const heading = t('heading', { name: catalogText(locale).metric(histogram) });
  return (
    <>
      <h4>{heading}</h4>
      <ChartFigure
        alt={heading}
        src={histogramFigurePath(id, benchmark, histogram.id, locale)}
        words={await chartWords(locale)}
      >
        <figcaption>{t('title')}</figcaption>
      </ChartFigure>
    </>
  );
}
