import { getTranslations } from 'next-intl/server';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import {
  type Budget,
  behindOracle,
  findingsOf,
  hasOtherFamilies,
  ranBothEnds,
  WHOSE_OUTPUT,
  type WhoseBenchmark,
} from '../whose-output.ts';
import { catalogText } from './catalog-text.ts';

interface Props {
  readonly locale: Locale;
}

/** The answer in sentences that follow from the intervals by rule. */
export async function WhoseOutputAnswer({ locale }: Props) {
  const t = await getTranslations({ locale, namespace: 'whose-output.answer' });
  const { benchmarks } = WHOSE_OUTPUT;
  const groups = [
    { name: 'same', of: benchmarks.filter((benchmark) => !hasOtherFamilies(benchmark)) },
    { name: 'other', of: benchmarks.filter(hasOtherFamilies) },
  ] as const;
  const ran = ranBothEnds(benchmarks, 'full');
  const behind = behindOracle(ran, 'full');
  return (
    <div className="prose">
      <p>{t('behind', { count: behind.length, of: ran.length, all: String(behind.length === ran.length) })}</p>
      {groups.map(({ name, of }) => (
        <section key={name}>
          <h3>{t(name)}</h3>
          <ul>
            {(['full', 'split'] as const).map((budget) => (
              <Finding benchmarks={of} budget={budget} key={budget} locale={locale} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

async function Finding({
  locale,
  benchmarks,
  budget,
}: Props & { readonly benchmarks: readonly WhoseBenchmark[]; readonly budget: Budget }) {
  const t = await getTranslations({ locale, namespace: 'whose-output.answer' });
  const { clause, colon, list } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const found = findingsOf(benchmarks, budget);
  const parts = (['less', 'more', 'open'] as const)
    .filter((side) => found[side].length > 0)
    .map((side) => t(side, { benchmarks: found[side].map((one) => text.benchmark(one).name).join(list) }));
  return (
    <li>
      {t(budget)}
      {colon}
      {parts.length === 0 ? t('nothing') : parts.join(clause)}
    </li>
  );
}
