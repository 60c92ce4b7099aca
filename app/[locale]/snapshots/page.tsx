import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SnapshotListItem } from '#leaderboard/views/index.ts';
import { Shell } from '../../components/shell.tsx';
import { readSnapshots } from '../../data.ts';
import { formatDate } from '../../format.ts';
import { type Locale, localeOf, localPath } from '../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../i18n/punctuation.ts';
import { changesPath, feedPath } from '../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string; readonly all: string }>;
}

/** The build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'snapshots' });
  const alternates = { types: { 'application/atom+xml': feedPath('snapshots') } };
  return { title: t('title'), description: t('lede'), alternates };
}

export default async function SnapshotsPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const { snapshots, pages, total } = await readSnapshots();
  return (
    <Shell locale={locale} path="/snapshots" section="snapshots">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <p className="small">
        <a href={feedPath('snapshots')}>{t('feed')}</a>
      </p>
      {snapshots.length === 0 ? (
        <div className="prose">
          <p>{t('none')}</p>
          <pre>npx heirloom snapshot create --site ADDRESS</pre>
          <p>{t('noneSchedule')}</p>
        </div>
      ) : (
        <>
          <List locale={locale} snapshots={snapshots} />
          {pages > 1 && (
            <p>
              {t('older', { count: total - snapshots.length })} <a href="/api/v1/snapshots?page=2">JSON</a>
            </p>
          )}
        </>
      )}
    </Shell>
  );
}

async function List({
  locale,
  snapshots,
}: {
  readonly locale: Locale;
  readonly snapshots: readonly SnapshotListItem[];
}) {
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const columns = ['snapshot', 'taken', 'suite', 'entries', 'changes'] as const;
  const { list } = PUNCTUATION[locale];
  return (
    <div className="scroll">
      <table className="cards">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`columns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {snapshots.map(({ id, path, createdAt, suite, boards, changes, previous, doi }) => (
            <tr key={id}>
              <th scope="row">
                <a href={localPath(locale, path)}>{id}</a>
                {doi !== null && <div className="small muted">{`doi:${doi}`}</div>}
              </th>
              <td data-label={t('columns.taken')}>{formatDate(createdAt, locale)}</td>
              <td data-label={t('columns.suite')}>{suite}</td>
              <td data-label={t('columns.entries')}>
                {boards.map(({ tier, entries }) => t('entriesOfTier', { count: entries, tier })).join(list)}
              </td>
              <td data-label={t('columns.changes')}>
                {previous === null ? (
                  t('first')
                ) : (
                  <a href={localPath(locale, changesPath(id, previous))}>
                    {(['added', 'removed', 'rescored', 'reranked'] as const)
                      .filter((kind) => changes[kind] > 0)
                      .map((kind) => t(`summary.${kind}`, { count: changes[kind] }))
                      .join(list) || t('nothing')}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
