import type { Metadata, Viewport } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LANGUAGE_TAGS, localeOf } from '../i18n/locales.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/layout.css';
import '../styles/tables.css';
import '../styles/facts.css';
import '../styles/charts.css';
import '../styles/board.css';
import '../styles/listing.css';
import '../styles/benchmarks.css';
import '../styles/compare.css';
import '../styles/viewer.css';
import '../styles/about.css';
import '../styles/api.css';
import '../styles/submission.css';
import '../styles/submit.css';
import '../styles/print.css';

interface Props {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeOf((await params).locale);
  const t = await getTranslations({ locale, namespace: 'common.site' });
  return { title: { default: t('title'), template: '%s · Heirloom' }, description: t('description') };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#14171a' },
  ],
};

export default async function LocaleLayout({ children, params }: Props) {
  const locale = localeOf((await params).locale);
  setRequestLocale(locale);
  return (
    <html lang={LANGUAGE_TAGS[locale]}>
      <body>{children}</body>
    </html>
  );
}
