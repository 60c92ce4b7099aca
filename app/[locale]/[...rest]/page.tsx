import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { localeOf } from '../../i18n/locales.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export function generateStaticParams() {
  return [{ rest: ['none'] }];
}

/** Any other address: not found, in the page's language. */
export default async function NoSuchPage({ params }: Props) {
  setRequestLocale(localeOf((await params).locale));
  notFound();
}
