import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { StrategyView } from '../../../../leaderboard/views.ts';
import { catalogText } from '../../../components/catalog-text.ts';
import { Score } from '../../../components/score.tsx';
import { cellWords, reasons } from '../../../components/score-words.ts';
import { Shell } from '../../../components/shell.tsx';
import { readStrategy, readStrategyReadme } from '../../../data.ts';
import { formatRank, formatShare } from '../../../format.ts';
import { type Locale, localeOf, localPath } from '../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../i18n/page-locale.ts';
import { strategyPath, submissionPath } from '../../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string; readonly id: string }>;
}

/** The build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, id: 'none' }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: segment, id } = await params;
  const strategy = await readStrategy(id);
  if (strategy === null) return {};
  const locale = localeOf(segment);
  const t = await getTranslations({ locale, namespace: 'strategies' });
  return { title: t('metaTitle', { name: catalogText(locale).strategy(strategy).name, id }) };
}

export default async function StrategyPage({ params }: Props) {
  const { locale: segment, id } = await params;
  const locale = requireLocale(segment);
  const strategy = await readStrategy(id);
  if (strategy === null) notFound();
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const text = catalogText(locale);
  const readme = await readStrategyReadme(id);
  const { inapplicable, command } = strategy;
  return (
    <Shell locale={locale} path={strategyPath(id)} section="strategies">
      <h1>
        {text.strategy(strategy).name} <code>{id}</code>
      </h1>
      <p className="lede">{text.strategy(strategy).summary}</p>
      <Facts locale={locale} strategy={strategy} />
      {inapplicable.length > 0 && (
        <p>
          {t('inapplicable', {
            benchmarks: inapplicable.map((benchmark) => text.benchmark(benchmark).name).join(', '),
          })}
        </p>
      )}
      <h2>{t('results')}</h2>
      <Results locale={locale} strategy={strategy} />
      <h2>{t('run')}</h2>
      <pre>{command}</pre>
      {readme !== null && (
        <>
          <h2>{t('text')}</h2>
          <div
            className="prose readme"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: our own README, rendered with its HTML escaped
            dangerouslySetInnerHTML={{ __html: readme }}
            lang="en"
          />
        </>
      )}
    </Shell>
  );
}

interface PartProps {
  readonly locale: Locale;
  readonly strategy: StrategyView;
}

async function Facts({ locale, strategy }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const capability = await getTranslations({ locale, namespace: 'benchmarks.capabilities' });
  const { reference, parameters, needs, regime } = strategy;
  return (
    <dl className="facts">
      <dt>{t('reference')}</dt>
      <dd lang="en">
        {reference.authors} ({reference.year}). <a href={reference.url}>{reference.title}</a>.
      </dd>
      <dt>{t('parameters')}</dt>
      <dd>
        {parameters.length === 0
          ? t('noParameters')
          : parameters.map(({ name, takes, default: value }) => (
              <span key={name}>
                <code>{`${name}=${value}`}</code> <span className="muted small">({takes})</span>{' '}
              </span>
            ))}
      </dd>
      <dt>{t('division')}</dt>
      <dd>
        {Object.entries(regime)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ')}
      </dd>
      <dt>{t('needs')}</dt>
      <dd>{needs.length === 0 ? t('nothing') : needs.map((name) => capability(name)).join(', ')}</dd>
    </dl>
  );
}

async function Results({ locale, strategy: { results, total } }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'strategies' });
  if (results.length === 0) return <p className="muted">{t('noEntry')}</p>;
  const words = await cellWords(locale);
  const why = await reasons(locale);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table className="cards">
          <thead>
            <tr>
              {(['entry', 'tier', 'division', 'score', 'rank', 'real'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`columns.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map(({ id, spec, tier, division, overall, rank, rankReason, realShare }) => (
              <tr key={id}>
                <th scope="row">
                  <a className="entry-name" href={localPath(locale, submissionPath(id))}>
                    {spec}
                  </a>
                </th>
                <td data-label={t('columns.tier')}>{tier}</td>
                <td data-label={t('columns.division')}>{division}</td>
                <td data-label={t('columns.score')}>
                  <Score score={overall} words={words} />
                </td>
                <td data-label={t('columns.rank')}>
                  {rank ? formatRank(rank) : <span className="small muted">{why.rank(rankReason)}</span>}
                </td>
                <td data-label={t('columns.real')}>{formatShare(realShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > results.length && (
        <p>
          <a href={localPath(locale, '/')}>{t('more')}</a>
        </p>
      )}
    </>
  );
}
