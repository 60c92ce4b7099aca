import { getTranslations } from 'next-intl/server';
import { drawnMetrics } from '#leaderboard/catalog/cards.ts';
import type { AxisView, CollapseView, HistogramView, RunView } from '#leaderboard/views/index.ts';
import { formatDuration, formatNumber, formatShare } from '../format.ts';
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
import { HorizonCharts, HorizonFacts } from './horizon.tsx';
import { Legend } from './legend.tsx';
import { Score } from './score.tsx';
import { cellWords, reasons } from './score-words.ts';
import { TrajectoryCharts } from './trajectory-charts.tsx';

interface Props {
  readonly locale: Locale;
  /** The submission's id. */
  readonly id: string;
  readonly run: RunView;
}

/** One benchmark's run of a submission: score, axes, trajectories, ledger, where it was made. */
export async function RunSection({ locale, id, run }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission' });
  const { statuses, axes, benchmark, lines } = run;
  const why = await reasons(locale);
  const text = catalogText(locale);
  const { list } = PUNCTUATION[locale];
  const control = run.controls?.replace ?? id;
  const ids = lines.map((line) => line.id);
  const words = await chartWords(locale);
  return (
    <section>
      <h2 id={benchmark.id}>{text.benchmark(benchmark).name}</h2>
      {benchmark.inCatalog && (
        <p className="small">
          <a href={localPath(locale, benchmarkPath(benchmark.id))}>{t('run.benchmark')}</a>
          {' · '}
          <a href={localPath(locale, collapsePath(benchmark.id, { left: control, right: id, generation: 0 }))}>
            {t('run.viewer')}
          </a>
        </p>
      )}
      <dl className="facts">
        <dt>{t('run.score')}</dt>
        <dd>
          <Score score={run.score} words={await cellWords(locale)} />{' '}
          <span className="small muted">{why.score(run.score)}</span>
          {run.score.command && <pre>{run.score.command}</pre>}
          <OwnControls locale={locale} run={run} />
        </dd>
        {run.horizon && <HorizonFacts generations={run.generations} horizon={run.horizon} locale={locale} />}
        <dt>{t('run.seeds')}</dt>
        <dd>
          {t('run.seedsText', {
            ...statuses,
            generations: run.generations,
            size: formatNumber(run.size),
            unit: benchmark.unit,
          })}
        </dd>
        {axes && (
          <>
            {(['fidelity', 'diversity', 'tail', 'drift'] as const).map((name) => (
              <Axis axis={axes[name]} key={name} locale={locale} name={name} />
            ))}
            <Collapse collapse={axes.early} locale={locale} stage="early" />
            <Collapse collapse={axes.late} locale={locale} stage="late" />
          </>
        )}
      </dl>
      <h3>{t('run.trajectories')}</h3>
      <Legend lines={lines} pathPrefix={localPath(locale, submissionPath(''))} />
      <TrajectoryCharts
        figures={[{ src: figurePath(benchmark, ids, locale), alt: text.benchmark(benchmark).name }]}
        words={words}
      />
      {run.horizon && <HorizonCharts benchmark={benchmark} ids={ids} locale={locale} />}
      {run.histograms.map((histogram) => (
        <Histogram benchmark={benchmark.id} histogram={histogram} id={id} key={histogram.id} locale={locale} />
      ))}
      {run.notMeasured.length > 0 && (
        <p className="small muted">
          {t('run.notMeasured', { names: run.notMeasured.map((metric) => text.metric(metric)).join(list) })}
        </p>
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
      <h3>{t('run.ledger')}</h3>
      <ChartFigure alt={t('run.ledger')} src={ledgerFigurePath(id, benchmark.id, locale)} words={words} />
      <MadeAgain locale={locale} run={run} />
      <Settings locale={locale} run={run} />
    </section>
  );
}

/** The controls that its sender sent, where they are what it is scored against. */
async function OwnControls({ locale, run: { controls, score } }: Omit<Props, 'id'>) {
  if (score.controls !== 'own' || controls === null) return null;
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  const link = (spec: 'replace' | 'oracle') => <a href={localPath(locale, submissionPath(controls[spec]))}>{spec}</a>;
  return <p className="small">{t.rich('own', { replace: () => link('replace'), oracle: () => link('oracle') })}</p>;
}

/** Says of a run whose samples were left out how they are made. */
async function MadeAgain({ locale, run: { samplesMadeAgain } }: Omit<Props, 'id'>) {
  if (samplesMadeAgain === null) return null;
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  return <p className="small">{t.rich('madeAgain', { command: () => <code>{samplesMadeAgain}</code> })}</p>;
}

/** How a distribution of the run's samples moves from generation to generation. */
async function Histogram({
  locale,
  id,
  benchmark,
  histogram,
}: Omit<Props, 'run'> & { readonly benchmark: string; readonly histogram: HistogramView }) {
  const t = await getTranslations({ locale, namespace: 'submission.histogram' });
  const heading = t('heading', { name: catalogText(locale).metric(histogram) });
  return (
    <>
      <h3>{heading}</h3>
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

async function Axis({
  locale,
  name,
  axis,
}: {
  readonly locale: Locale;
  readonly name: 'fidelity' | 'diversity' | 'tail' | 'drift';
  readonly axis: AxisView | null;
}) {
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  const value = axis?.value == null ? t('noValue') : formatNumber(axis.value);
  return (
    <>
      <dt>{t(`axes.${name}`)}</dt>
      <dd>
        {axis === null
          ? t('noAxis')
          : axis.truth === null
            ? t('axis', { name: catalogText(locale).metric(axis), value })
            : t('axisTruth', { name: catalogText(locale).metric(axis), value, truth: formatNumber(axis.truth) })}
      </dd>
    </>
  );
}

async function Collapse({
  locale,
  stage,
  collapse: { median, share, horizon },
}: {
  readonly locale: Locale;
  readonly stage: 'early' | 'late';
  readonly collapse: CollapseView;
}) {
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  return (
    <>
      <dt>{t(stage)}</dt>
      <dd>
        {median === null
          ? t('noCollapse', { horizon, share: formatShare(share) })
          : t('collapse', { median, share: formatShare(share) })}
      </dd>
    </>
  );
}

async function Settings({ locale, run }: Omit<Props, 'id'>) {
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  const { environment, engine } = run;
  const pairs = (values: object): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ');
  return (
    <details>
      <summary>{t('settings')}</summary>
      <dl className="facts small">
        <dt>{t('params')}</dt>
        <dd>{pairs(run.params)}</dd>
        <dt>{t('regime')}</dt>
        <dd>{pairs(run.regime)}</dd>
        <dt>{t('engine')}</dt>
        <dd>
          {engine.id} {engine.version}
          {environment.build ? ` (${environment.build})` : ''}, Node {environment.node}, {environment.platform}{' '}
          {environment.arch}, {environment.cpu}
        </dd>
        <dt>{t('commit')}</dt>
        <dd>
          {t('commitText', {
            version: environment.heirloom,
            commit: environment.commit ?? t('unknownCommit'),
            dirty: String(environment.dirty),
          })}
        </dd>
        <dt>{t('time')}</dt>
        <dd>
          {run.startedAt}, {formatDuration(run.durationMs)}
        </dd>
      </dl>
    </details>
  );
}
