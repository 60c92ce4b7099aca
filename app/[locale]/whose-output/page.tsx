import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { heightsOf } from '#benchmarks/figures/frame.ts';
import { BUDGETS, whoseOutputFigure } from '../../charts/whose-output-figure.ts';
import { ChartFigure } from '../../components/chart-figure.tsx';
import { chartWords } from '../../components/chart-words.ts';
import { Shell } from '../../components/shell.tsx';
import { WhoseOutputAnswer } from '../../components/whose-output-answer.tsx';
import { WhoseOutputDifferences, WhoseOutputNumbers } from '../../components/whose-output-tables.tsx';
import { localeOf, localPath } from '../../i18n/locales.ts';
import { everyLocale, requireLocale } from '../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../i18n/punctuation.ts';
import { strategyPath, whoseOutputFigurePath } from '../../paths.ts';
import { hasOtherFamilies, ranBothEnds, WHOSE_OUTPUT } from '../../whose-output.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export const generateStaticParams = everyLocale;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'whose-output' });
  return { title: t('title'), description: t('description') };
}

const ARTICLE = 'https://doi.org/10.1038/d41586-024-02355-z';
const LIMITS = ['families', 'quality', 'together', 'few', 'each'] as const;

/** Whether a model collapses on other models' output: an open question, and what the reference results of `mix-sources` answer. */
export default async function WhoseOutputPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'whose-output' });
  const { benchmarks, sources, suite, tier, command } = WHOSE_OUTPUT;
  const words = await chartWords(locale);
  const { list } = PUNCTUATION[locale];
  const withOthers = benchmarks.filter(hasOtherFamilies);
  const lacking = benchmarks.filter((benchmark) => !ranBothEnds(benchmarks, 'full').includes(benchmark));
  const ids = (of: typeof benchmarks): string => of.map(({ id }) => id).join(list);
  return (
    <Shell card={whoseOutputFigurePath(BUDGETS[0], 'en')} locale={locale} path="/whose-output" section="about">
      <h1>{t('title')}</h1>
      <p className="lede">
        {t.rich('lede', {
          article: (words: ReactNode) => <a href={ARTICLE}>{words}</a>,
          strategy: (words: ReactNode) => <a href={localPath(locale, strategyPath('mix-sources'))}>{words}</a>,
        })}
      </p>
      <h2>{t('answer.title')}</h2>
      <WhoseOutputAnswer locale={locale} />
      <div className="charts">
        {BUDGETS.map((budget) => (
          <ChartFigure
            alt={t(`budgets.${budget}.title`)}
            heights={heightsOf(whoseOutputFigure(budget, locale))}
            isRead={false}
            key={budget}
            src={whoseOutputFigurePath(budget, locale)}
            words={words}
          >
            <figcaption>{t(`budgets.${budget}.text`)}</figcaption>
          </ChartFigure>
        ))}
      </div>
      <p className="small muted prose">{t('figure')}</p>
      <h2>{t('table.title')}</h2>
      <WhoseOutputDifferences locale={locale} />
      <h2>{t('method.title')}</h2>
      <div className="prose">
        <p>{t('method.p1', { sources })}</p>
        <p>{t('method.p2')}</p>
        <p>{t('method.p3', { suite, tier })}</p>
      </div>
      <h2>{t('limits.title')}</h2>
      <ul className="prose">
        {LIMITS.map((limit) => (
          <li key={limit}>{t(`limits.${limit}`, { families: ids(withOthers), sources })}</li>
        ))}
        {lacking.length > 0 && <li>{t('limits.lacking', { benchmarks: ids(lacking) })}</li>}
      </ul>
      <h2>{t('numbers.title')}</h2>
      <p className="small muted prose">
        {t('numbers.text')} <code>{command}</code>
      </p>
      <WhoseOutputNumbers locale={locale} />
    </Shell>
  );
}
