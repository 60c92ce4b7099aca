import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ComparisonResult } from '../../../components/comparison-result.tsx';
import { EntryChooser } from '../../../components/entry-chooser.tsx';
import { Shell } from '../../../components/shell.tsx';
import { readComparison } from '../../../data.ts';
import { NO_LOCALE, requireLocale } from '../../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../../i18n/punctuation.ts';
import { chosenPath, differenceFigurePath } from '../../../paths.ts';

type Segments = { readonly locale: string; readonly entries?: readonly string[] };

interface Props {
  readonly params: Promise<Segments>;
}

/** The build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, entries: ['none'] }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: segment, entries = [] } = await params;
  const locale = requireLocale(segment);
  const t = await getTranslations({ locale, namespace: 'compare' });
  const comparison = entries.length === 0 ? null : await readComparison(entries.join());
  const specs = comparison && 'view' in comparison ? comparison.view.entries.map(({ spec }) => spec) : [];
  const { colon, list } = PUNCTUATION[locale];
  return { title: [t('title'), specs.join(list)].filter(Boolean).join(colon), description: t('lede') };
}

/** `/compare?a=…&b=…` is rewritten to the entries' ids as segments, so that each comparison can be cached. */
export default async function ComparePage({ params }: Props) {
  const { locale: segment, entries = [] } = await params;
  const locale = requireLocale(segment);
  const t = await getTranslations({ locale, namespace: 'compare' });
  const comparison = entries.length === 0 ? null : await readComparison(entries.join());
  const { end } = PUNCTUATION[locale];
  return (
    <Shell
      card={comparison && 'view' in comparison ? differenceFigurePath(entries, 'en') : undefined}
      locale={locale}
      path={entries.length === 0 ? '/compare' : chosenPath(entries)}
      section="compare"
    >
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      {comparison && 'problem' in comparison && (
        <p className="note" role="alert">
          <strong>{t('problem') + end}</strong>
          <span lang="en">{comparison.problem}</span>
        </p>
      )}
      {comparison && 'retrySeconds' in comparison && (
        <p className="note" data-unkept="true" role="alert">
          <strong>{t('busy.title') + end}</strong>
          {t('busy.remedy', { seconds: comparison.retrySeconds })}
        </p>
      )}
      {comparison && 'view' in comparison && <ComparisonResult comparison={comparison.view} locale={locale} />}
      <EntryChooser chosen={entries} locale={locale} open={!(comparison && 'view' in comparison)} />
    </Shell>
  );
}
