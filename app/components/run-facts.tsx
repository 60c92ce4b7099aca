import { getTranslations } from 'next-intl/server';
import type { AxisView, CollapseView, RunView } from '#leaderboard/views/index.ts';
import { formatDuration, formatNumber, formatShare } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { catalogText } from './catalog-text.ts';
import { HorizonFacts } from './horizon.tsx';
import { regimeWords } from './regime-words.ts';

interface Props {
  readonly locale: Locale;
  readonly run: RunView;
}

/** What a run measured at its end, and what it was made with; folded, because the summary has the gist. */
export async function RunFacts({ locale, run }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  const { statuses, axes, benchmark, samplesMadeAgain } = run;
  return (
    <details className="printed">
      <summary>{t('settings')}</summary>
      <dl className="facts small">
        {run.horizon && <HorizonFacts generations={run.generations} horizon={run.horizon} locale={locale} />}
        <dt>{t('seeds')}</dt>
        <dd>
          {t('seedsText', {
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
        <Settings locale={locale} run={run} />
      </dl>
      {samplesMadeAgain !== null && (
        <p className="small">{t.rich('madeAgain', { command: () => <code>{samplesMadeAgain}</code> })}</p>
      )}
    </details>
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

async function Settings({ locale, run }: Props) {
  const t = await getTranslations({ locale, namespace: 'submission.run' });
  const { environment, engine } = run;
  const params = Object.entries(run.params).map(([name, value]) => `${name}=${value}`);
  return (
    <>
      <dt>{t('params')}</dt>
      <dd>
        <code>{params.join(', ')}</code>
      </dd>
      <dt>{t('regime')}</dt>
      <dd>{(await regimeWords(locale))(run.regime)}</dd>
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
    </>
  );
}
