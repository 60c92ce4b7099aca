import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NothingHere } from '../../components/nothing-here.tsx';
import { localeOf } from '../../i18n/locales.ts';
import { everyLocale, requireLocale } from '../../i18n/page-locale.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export const generateStaticParams = everyLocale;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'common.notFound' });
  return { title: t('title'), robots: { index: false } };
}

/** Made by the build, for the server in front of Next to send wherever there is no page (app/server/missing-pages.ts). */
export default async function NothingHerePage({ params }: Props) {
  return <NothingHere locale={requireLocale((await params).locale)} />;
}
