import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import { type AboutFigure, aboutCaption, aboutFigure } from '../../charts/about-figures.ts';
import { ChartFigure } from '../../components/chart-figure.tsx';
import { chartWords } from '../../components/chart-words.ts';
import { Shell } from '../../components/shell.tsx';
import { localeOf, localPath } from '../../i18n/locales.ts';
import { everyLocale, requireLocale } from '../../i18n/page-locale.ts';
import { aboutFigurePath } from '../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

export const generateStaticParams = everyLocale;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'about' });
  return { title: t('title'), description: t('lede') };
}

/** In the order in which they are read; each has an address of its own. */
const SECTIONS = [
  'question',
  'protocol',
  'score',
  'standing',
  'divisions',
  'statistics',
  'trust',
  'limits',
  'submit',
  'cite',
  'faq',
  'glossary',
] as const;
/** What suite 0.3 is known not to show, as the page lists it. */
const LIMITS = ['toys', 'speed', 'shape', 'check', 'hedge', 'tiers', 'text', 'noise', 'seeds'] as const;
const QUESTIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const TERMS = [
  'suite',
  'benchmark',
  'learner',
  'generation',
  'strategy',
  'control',
  'baseline',
  'run',
  'trajectory',
  'ledger',
  'division',
  'tier',
  'gap-closed',
  'rank-interval',
  'early-collapse',
  'late-collapse',
  'digest',
  'snapshot',
] as const;

export default async function AboutPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'about' });
  const board = await getTranslations({ locale, namespace: 'board' });
  const tags = {
    em: (text: ReactNode) => <em>{text}</em>,
    link: (text: ReactNode) => <a href={localPath(locale, '/snapshots')}>{text}</a>,
    whose: (text: ReactNode) => <a href={localPath(locale, '/whose-output')}>{text}</a>,
  };
  const words = await chartWords(locale);
  const figure = (name: AboutFigure) => (
    <ChartFigure alt={aboutFigure(name, locale).title} src={aboutFigurePath(name, locale)} words={words}>
      <figcaption>{aboutCaption(name, locale)}</figcaption>
    </ChartFigure>
  );
  const heading = (section: (typeof SECTIONS)[number]) => <h2 id={section}>{t(`${section}.title`)}</h2>;
  return (
    <Shell card={aboutFigurePath('gap', 'en')} locale={locale} path="/about" section="about">
      <div className="prose">
        <h1>{t('title')}</h1>
        <p className="lede">{t('lede')}</p>
        <nav aria-label={t('contents')}>
          <ul className="contents">
            {SECTIONS.map((section) => (
              <li key={section}>
                <a href={`#${section}`}>{t(`${section}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        {heading('question')}
        <p>{t.rich('question.p1', tags)}</p>
        {figure('lost')}
        <p>{t('question.p2')}</p>
        <p>{t('question.p3')}</p>
        <p>{t.rich('question.p4', tags)}</p>
        {heading('protocol')}
        <p>{t('protocol.p1')}</p>
        <p>{t.rich('protocol.p2', tags)}</p>
        {heading('score')}
        <p>{t.rich('score.p1', tags)}</p>
        {figure('gap')}
        <p>{t('score.p2')}</p>
        {heading('standing')}
        <p>{t.rich('standing.p1', tags)}</p>
        {figure('following')}
        <p>{t.rich('standing.p2', tags)}</p>
        <p>{t('standing.p3')}</p>
        {heading('divisions')}
        <p>{t('divisions.p1')}</p>
        <dl className="columns-help">
          {DIVISIONS.map((division) => (
            <div key={division}>
              <dt>
                {board(`divisionNames.${division}`)} {locale !== 'en' && <code>{division}</code>}
              </dt>
              <dd>{board(`divisions.${division}`)}</dd>
            </div>
          ))}
        </dl>
        {heading('statistics')}
        <p>{t('statistics.p1')}</p>
        <p>{t('statistics.p2')}</p>
        <p>{t('statistics.p3')}</p>
        {heading('trust')}
        <p>{t('trust.p1')}</p>
        <p>{t.rich('trust.p2', tags)}</p>
        <p>{t('trust.p3')}</p>
        {heading('limits')}
        <p>{t('limits.intro')}</p>
        <ul>
          {LIMITS.map((limit) => (
            <li key={limit}>{t(`limits.${limit}`)}</li>
          ))}
        </ul>
        {heading('submit')}
        <p>{t('submit.p1')}</p>
        <pre>{`npx heirloom list
npx heirloom run gaussian regression word-frequencies gmm-2d ngram-text --strategy retain:share=0.05 --tier quick --out my-run
npx heirloom check my-run/retain-share-0.05
HEIRLOOM_TOKEN=… npx heirloom submit my-run/retain-share-0.05 --site ADDRESS`}</pre>
        {heading('cite')}
        <p>{t.rich('cite.p1', tags)}</p>
        {heading('faq')}
        <dl className="columns-help">
          {QUESTIONS.map((number) => (
            <div key={number}>
              <dt>{t(`faq.q${number}`)}</dt>
              <dd>{t(`faq.a${number}`)}</dd>
            </div>
          ))}
        </dl>
        {heading('glossary')}
        <dl className="columns-help">
          {TERMS.map((term) => (
            <div id={`term-${term}`} key={term}>
              <dt>{t(`terms.${term}.name`)}</dt>
              <dd>{t(`terms.${term}.text`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Shell>
  );
}
