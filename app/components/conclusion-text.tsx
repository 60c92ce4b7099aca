import { getTranslations } from 'next-intl/server';
import type { ComparisonView, PairView } from '#leaderboard/views/index.ts';
import { formatShare } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { comparedNames, pairOf } from './compared-names.ts';
import { differenceText, lackText } from './conclusion-sentences.ts';
import { placeWords } from './place-words.ts';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
  readonly pair: PairView;
}

/** What one pair lets one say, as sentences. */
export async function ConclusionText({ locale, comparison, pair }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.conclusions' });
  const [a, b] = pairOf(comparison, pair);
  const called = comparedNames(locale, comparison);
  const place = await placeWords(locale);
  const names = (ids: readonly string[]): string => ids.map(called.benchmark).join(PUNCTUATION[locale].list);
  const both = { first: called.entry(a), second: called.entry(b) };
  const sentences = pair.conclusions.flatMap((conclusion): string[] => {
    switch (conclusion.kind) {
      case 'ahead':
      case 'undecided':
      case 'no-interval':
        return [differenceText(t, conclusion, both)];
      case 'no-overall':
        return [
          t('noOverall', both),
          ...conclusion.lacking.map((lack) => lackText(t, lack.why, names(lack.benchmarks), both)),
        ];
      case 'benchmarks':
        return [
          ...(conclusion.first.length > 0
            ? [t('benchmarksFirst', { first: both.first, benchmarks: names(conclusion.first) })]
            : []),
          ...(conclusion.second.length > 0
            ? [t('benchmarksSecond', { second: both.second, benchmarks: names(conclusion.second) })]
            : []),
          ...(conclusion.undecided.length > 0
            ? [t('benchmarksUndecided', { benchmarks: names(conclusion.undecided) })]
            : []),
        ];
      case 'few-seeds':
        return [t('few-seeds', { benchmarks: names(conclusion.benchmarks) })];
      default:
        return [];
    }
  });
  if (!pair.sameRights) {
    const rights = {
      a: place(a),
      b: place(b),
      realA: formatShare(a.cost.realShare),
      realB: formatShare(b.cost.realShare),
    };
    sentences.push(t('rights', { ...both, ...rights }));
  }
  const own = pair.benchmarks.filter(
    ({ benchmark, score }) => score !== null && [a, b].some(({ runs }) => runs[benchmark]?.score.controls === 'own'),
  );
  if (own.length > 0) sentences.push(t('own', { benchmarks: names(own.map(({ benchmark }) => benchmark)) }));
  return <p className="conclusion">{sentences.join(locale === 'en' ? ' ' : '')}</p>;
}
