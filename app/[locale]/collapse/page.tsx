import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LEADING } from '#benchmarks/suite/catalog.ts';
import { catalogText } from '../../components/catalog-text.ts';
import { Shell } from '../../components/shell.tsx';
import { localeOf, localPath } from '../../i18n/locales.ts';
import { everyLocale, requireLocale } from '../../i18n/page-locale.ts';
import { collapsePath } from '../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export const generateStaticParams = everyLocale;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'viewer' });
  return { title: t('title'), description: t('lede') };
}

export default async function CollapsePage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'viewer' });
  const text = catalogText(locale);
  return (
    <Shell locale={locale} path="/collapse" section="collapse">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <h2>{t('choose')}</h2>
      <ul className="catalog">
        {LEADING.map(({ card }) => {
          const { name, summary } = text.benchmark(card);
          return (
            <li key={card.id}>
              <h3>
                <a href={localPath(locale, collapsePath(card.id))}>{name}</a>
              </h3>
              <p className="small">{summary}</p>
            </li>
          );
        })}
      </ul>
    </Shell>
  );
}
