import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { QueuedView } from '#leaderboard/views/index.ts';
import { Shell } from '../../components/shell.tsx';
import { readVerificationQueue } from '../../data.ts';
import { formatDate, formatDuration } from '../../format.ts';
import { type Locale, localeOf, localPath } from '../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../i18n/page-locale.ts';
import { submissionPath } from '../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

/** A placeholder that is not found: the build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'verification' });
  return { title: t('title'), description: t('lede') };
}

const LISTS = ['running', 'queued', 'ended'] as const;

/** The queue as it is at this moment: the page is kept for nobody. */
export default async function VerificationPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'verification' });
  const queue = await readVerificationQueue();
  return (
    <Shell locale={locale} path="/verification">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <p className="prose" data-unkept="true">
        {t('counts', queue.states)}
      </p>
      <p className="prose small muted">
        {t('how')} <a href="/api/v1/verification">JSON</a>
      </p>
      {LISTS.map((list) => (
        <section key={list}>
          <h2>{t(list)}</h2>
          <Listed isInLine={list === 'queued'} locale={locale} rows={queue[list]} />
        </section>
      ))}
    </Shell>
  );
}

interface ListProps {
  readonly locale: Locale;
  readonly rows: readonly QueuedView[];
  readonly isInLine: boolean;
}

async function Listed({ locale, rows, isInLine }: ListProps) {
  const t = await getTranslations({ locale, namespace: 'verification' });
  if (rows.length === 0) return <p className="muted">{t('nothing')}</p>;
  const columns = [...(isInLine ? (['place'] as const) : []), 'entry', 'tier', 'seeds', 'state', 'cost', 'at'] as const;
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, title, spec, tier, state, done, planned, computeMs, at }, index) => (
          <tr key={id}>
            {isInLine && <td data-label={t('columns.place')}>{index + 1}</td>}
            <td data-label={t('columns.entry')}>
              <a href={localPath(locale, submissionPath(id))}>{title}</a> <code className="small">{spec}</code>
            </td>
            <td data-label={t('columns.tier')}>{tier}</td>
            <td data-label={t('columns.seeds')}>{planned === 0 ? '–' : `${done}/${planned}`}</td>
            <td data-label={t('columns.state')}>{t(`states.${state}`)}</td>
            <td data-label={t('columns.cost')}>{computeMs === 0 ? '–' : formatDuration(computeMs)}</td>
            <td data-label={t('columns.at')}>{formatDate(at, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
