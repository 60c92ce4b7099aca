import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { paperCitations } from '#leaderboard/catalog/citations.ts';
import type { FamilyDosesView, StrategyCardView, StrategyView } from '#leaderboard/views/index.ts';
import { plainSegment } from '../../../../address.ts';
import { familyDoseFigures } from '../../../../charts/dose-figures.ts';
import { catalogText } from '../../../../components/catalog-text.ts';
import { CiteBox } from '../../../../components/cite-box.tsx';
import { ParameterList } from '../../../../components/parameter-list.tsx';
import { ReferenceText } from '../../../../components/reference-text.tsx';
import { regimeWords } from '../../../../components/regime-words.ts';
import { Shell } from '../../../../components/shell.tsx';
import { StrategyDoses } from '../../../../components/strategy-doses.tsx';
import { StrategyResults } from '../../../../components/strategy-results.tsx';
import { readFamilyDoses, readStrategy, readStrategyReadme } from '../../../../data.ts';
import { type Locale, localPath } from '../../../../i18n/locales.ts';
import { NO_LOCALE, requireLocale } from '../../../../i18n/page-locale.ts';
import { PUNCTUATION } from '../../../../i18n/punctuation.ts';
import { entryFigurePath, familyDosesFigurePath, strategyPath } from '../../../../paths.ts';

type Segments = { readonly locale: string; readonly id: string; readonly view?: readonly string[] };

interface Props {
  readonly params: Promise<Segments>;
}

/** The build must not open the database. */
export function generateStaticParams() {
  return [{ locale: NO_LOCALE, id: 'none', view: [] }];
}

/** The first page has no segment of its own: every page has one address. */
async function strategyOf({ id, view: [page, ...more] = [] }: Segments): Promise<StrategyView | null> {
  if (page === undefined) return readStrategy(id, 1);
  const number = /^page=([1-9]\d{0,5})$/.exec(plainSegment(page) ?? '')?.[1];
  return number === undefined || number === '1' || more.length > 0 ? null : readStrategy(id, Number(number));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const segments = await params;
  const locale = requireLocale(segments.locale);
  const strategy = await strategyOf(segments);
  if (strategy === null) return {};
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const { id, card, page } = strategy;
  const own = card === null ? null : catalogText(locale).strategy(card);
  return {
    title: t('metaTitle', { name: own?.name ?? t('unknownName'), id, page }),
    description: own?.summary ?? t('unknownDescription', { id }),
  };
}

export default async function StrategyPage({ params }: Props) {
  const segments = await params;
  const locale = requireLocale(segments.locale);
  const strategy = await strategyOf(segments);
  if (strategy === null) notFound();
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const { id, card, page } = strategy;
  const readme = card && (await readStrategyReadme(id));
  const family = await readFamilyDoses(id);
  return (
    <Shell card={figureOf(strategy, family)} locale={locale} path={strategyPath(id, page)} section="strategies">
      {card === null ? (
        <>
          <h1>
            <code>{id}</code>
          </h1>
          <p className="lede">{t('unknown')}</p>
        </>
      ) : (
        <Card card={card} locale={locale} />
      )}
      <h2>{t('results')}</h2>
      <p className="small muted prose">{t('attempts', strategy.attempts)}</p>
      <StrategyResults locale={locale} strategy={strategy} />
      {page === 1 && <StrategyDoses family={family} locale={locale} />}
      {card !== null && (
        <>
          <h2>{t('run')}</h2>
          <pre>{card.command}</pre>
          <CiteBox
            citations={paperCitations(id, card.reference)}
            locale={locale}
            note={
              <span lang="en">
                <ReferenceText reference={card.reference} />
              </span>
            }
            title={t('cite')}
          />
        </>
      )}
      {readme !== null && (
        <>
          <h2>{t('text')}</h2>
          <div
            className="prose readme"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: our own README, rendered with its HTML escaped
            dangerouslySetInnerHTML={{ __html: readme }}
            lang="en"
          />
        </>
      )}
    </Shell>
  );
}

/** What other sites show of it: its doses, else the scores of its first entry that has some. */
function figureOf({ results }: StrategyView, { doses }: FamilyDosesView): string | undefined {
  const chart = doses && familyDoseFigures(doses, 'en')[0]?.chart;
  if (doses && chart) return familyDosesFigurePath(doses, chart, 'en');
  const scored = results.find(({ overall, benchmarks }) =>
    [overall, ...Object.values(benchmarks)].some(({ value }) => value !== null),
  );
  return scored && entryFigurePath(scored.id, 'en');
}

/** The strategy whose runs answer /whose-output. */
const ASKED_OF = 'mix-sources';

interface PartProps {
  readonly locale: Locale;
  readonly card: StrategyCardView;
}

/** What this checkout says of the strategy. */
async function Card({ locale, card }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const text = catalogText(locale);
  const { name, summary } = text.strategy(card);
  return (
    <>
      <h1>
        {name} <code>{card.id}</code>
      </h1>
      <p className="lede">{summary}</p>
      {card.id === ASKED_OF && (
        <p>
          <a href={localPath(locale, '/whose-output')}>
            {(await getTranslations({ locale, namespace: 'whose-output' }))('link')}
          </a>
        </p>
      )}
      <Facts card={card} locale={locale} />
      {card.inapplicable.length > 0 && (
        <p>
          {t('inapplicable', {
            benchmarks: card.inapplicable
              .map((benchmark) => text.benchmark(benchmark).name)
              .join(PUNCTUATION[locale].list),
          })}
        </p>
      )}
    </>
  );
}

async function Facts({ locale, card }: PartProps) {
  const t = await getTranslations({ locale, namespace: 'strategies' });
  const capability = await getTranslations({ locale, namespace: 'benchmarks.capabilities' });
  const { reference, parameters, needs, regime } = card;
  const { list } = PUNCTUATION[locale];
  return (
    <dl className="facts">
      <dt>{t('reference')}</dt>
      <dd lang="en">
        <ReferenceText reference={reference} />
      </dd>
      <dt>{t('parameters')}</dt>
      <dd>
        {parameters.length === 0 ? (
          t('noParameters')
        ) : (
          <ParameterList locale={locale} optional={t('optional')} parameters={parameters} />
        )}
      </dd>
      <dt>{t('division')}</dt>
      <dd>{(await regimeWords(locale))(regime)}</dd>
      <dt>{t('needs')}</dt>
      <dd>{needs.length === 0 ? t('nothing') : needs.map((name) => capability(name)).join(list)}</dd>
    </dl>
  );
}
