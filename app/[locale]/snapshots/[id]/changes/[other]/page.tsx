import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Shell } from '../../../../../components/shell.tsx';
import { ChangeList } from '../../../../../components/snapshot-changes.tsx';
import { readChanges } from '../../../../../data.ts';
import { formatDate } from '../../../../../format.ts';
import { localPath } from '../../../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../../../i18n/page-locale.ts';
import { changesPath, snapshotPath } from '../../../../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string; readonly id: string; readonly other: string }>;
}

/** A placeholder that is not found: the build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, id: 'none', other: 'none' }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: segment, id, other } = await params;
  const locale = requireLocale(segment);
  const view = await readChanges(id, other);
  if (view === null) return {};
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const { suite, before, after } = view;
  return {
    title: t('changesTitle'),
    description: t('changesDescription', { suite, before: before.id, after: after.id }),
  };
}

export default async function ChangesPage({ params }: Props) {
  const { locale: segment, id, other } = await params;
  const locale = requireLocale(segment);
  const view = await readChanges(id, other);
  if (view === null) notFound();
  const { suite, before, after, changes } = view;
  const t = await getTranslations({ locale, namespace: 'snapshots' });
  const link = (snapshot: string) => <a href={localPath(locale, snapshotPath(snapshot))}>{snapshot}</a>;
  return (
    <Shell locale={locale} path={changesPath(id, other)} section="snapshots">
      <h1>{t('changesBetween', { before: before.id, after: after.id })}</h1>
      <p className="lede">
        {t('changesAbout', {
          suite,
          before: formatDate(before.createdAt, locale),
          after: formatDate(after.createdAt, locale),
        })}
      </p>
      <p>
        {link(before.id)} → {link(after.id)}
      </p>
      <ChangeList changes={changes} locale={locale} />
    </Shell>
  );
}
