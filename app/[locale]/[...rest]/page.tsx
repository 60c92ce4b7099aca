import { notFound } from 'next/navigation';
import { NO_LOCALE, requireLocale } from '../../i18n/page-locale.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export function generateStaticParams() {
  return [{ locale: NO_LOCALE, rest: ['none'] }];
}

/** Any other address: not found, in the page's language. */
export default async function NoSuchPage({ params }: Props) {
  requireLocale((await params).locale);
  notFound();
}
