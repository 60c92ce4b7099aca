import { getTranslations } from 'next-intl/server';
import type { BenchmarkView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { catalogText } from './catalog-text.ts';
import { ParameterList } from './parameter-list.tsx';
import { ReferenceText } from './reference-text.tsx';

interface Props {
  readonly locale: Locale;
  readonly benchmark: BenchmarkView;
}

/** What is run: distribution, learner, sizes, parameters, what the learner can do, references. */
export async function BenchmarkCard({ locale, benchmark }: Props) {
  const t = await getTranslations({ locale, namespace: 'benchmarks' });
  const { capabilities, lacking, families, tiers, parameters, references } = benchmark;
  const told = catalogText(locale).card(benchmark);
  const join = (names: readonly string[]): string => names.join(PUNCTUATION[locale].list);
  return (
    <>
      <h2>{t('card.title')}</h2>
      <dl className="facts">
        <dt>{t('card.version')}</dt>
        <dd>
          <code>{`${benchmark.id}@${benchmark.version}`}</code>
        </dd>
        <dt>{t('card.realData')}</dt>
        <dd lang={told.lang}>{told.realData}</dd>
        <dt>{t('card.learner')}</dt>
        <dd lang={told.lang}>{told.learner}</dd>
        {tiers.map(({ tier, seeds, generations, sampleSize }) => (
          <div className="pair" key={tier}>
            <dt>{t('card.tier', { tier })}</dt>
            <dd>{t('card.tierText', { seeds, generations, size: sampleSize ?? 0 })}</dd>
          </div>
        ))}
        <dt>{t('card.parameters')}</dt>
        <dd>
          <ParameterList locale={locale} optional={t('card.optional')} parameters={parameters} />
        </dd>
        <dt>{t('card.can')}</dt>
        <dd>{join(capabilities.map((name) => t(`capabilities.${name}`)))}</dd>
        {lacking.length > 0 && (
          <>
            <dt>{t('card.cannot')}</dt>
            <dd>{join(lacking.map((name) => t(`capabilities.${name}`)))}</dd>
          </>
        )}
        <dt>{t('card.families')}</dt>
        <dd>{families.length === 0 ? t('card.none') : join(families)}</dd>
        <dt>{t('references')}</dt>
        <dd lang="en">
          {references.map((reference) => (
            <div key={reference.url}>
              <ReferenceText reference={reference} />
            </div>
          ))}
        </dd>
      </dl>
    </>
  );
}
