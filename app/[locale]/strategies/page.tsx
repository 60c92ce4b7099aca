import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { StrategySummary } from '#leaderboard/views/index.ts';
import { catalogText } from '../../components/catalog-text.ts';
import { ReferenceText } from '../../components/reference-text.tsx';
import { Score } from '../../components/score.tsx';
import { cellWords } from '../../components/score-words.ts';
import { Shell } from '../../components/shell.tsx';
import { readStrategies } from '../../data.ts';
import { type Locale, localeOf, localPath } from '../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../i18n/punctuation.ts';
import { strategyPath, submissionPath } from '../../paths.ts';

interface Props {
  readonly params: Promise<{ readonly locale: string }>;
}

/** The build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: 'strategies' });
  return { title: t('title'), description: t('lede') };
}

export default async function StrategiesPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const { strategies, tier } = await readStrategies();
  const groups = [...new Set(strategies.map(({ group }) => group))];
  return (
    <Shell locale={locale} path="/strategies" section="strategies">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      {groups.map((group) => (
        <section key={group}>
          <h2>{t(`groups.${group}`)}</h2>
          <ul className="catalog">
            {strategies
              .filter((strategy) => strategy.group === group)
              .map((strategy) => (
                <Item key={strategy.id} locale={locale} strategy={strategy} tier={tier} />
              ))}
          </ul>
        </section>
      ))}
    </Shell>
  );
}

interface ItemProps {
  readonly locale: Locale;
  readonly tier: string;
  readonly strategy: StrategySummary;
}

async function Item({ locale, tier, strategy }: ItemProps) {
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const { name, summary } = catalogText(locale).strategy(strategy);
  const { id, reference, best } = strategy;
  return (
    <li>
      <h3>
        <a href={localPath(locale, strategyPath(id))}>{name}</a> <code>{id}</code>
      </h3>
      <p>{summary}</p>
      <p className="small muted" lang="en">
        <ReferenceText reference={reference} />
      </p>
      {best === null ? (
        <p className="small muted">{t('noBest', { tier })}</p>
      ) : (
        <div className="small">
          <a href={localPath(locale, submissionPath(best.id))}>{t('best', { tier })}</a>
          {PUNCTUATION[locale].colon}
          <Score score={best.overall} words={await cellWords(locale)} />
        </div>
      )}
    </li>
  );
}
