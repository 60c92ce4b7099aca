/** What a comparison's entries and benchmarks are called on its page. */
import type { ComparedEntry, ComparisonView, PairView } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { catalogText } from './catalog-text.ts';

export interface ComparedNames {
  /** Its specification; with tier and id where another has the same. */
  readonly entry: (entry: Pick<ComparedEntry, 'id' | 'spec' | 'tier'>) => string;
  readonly benchmark: (id: string) => string;
}

export function comparedNames(locale: Locale, { entries, benchmarks }: ComparisonView): ComparedNames {
  const { brackets, comma } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const isShared = (spec: string): boolean => entries.filter((entry) => entry.spec === spec).length > 1;
  return {
    entry: ({ id, spec, tier }) => (isShared(spec) ? spec + brackets(tier + comma + id) : spec),
    benchmark: (id) => text.benchmark(benchmarks.find((one) => one.id === id) ?? { id, name: id }).name,
  };
}

/** The two of a pair. */
export function pairOf(
  { entries }: ComparisonView,
  { first, second }: PairView,
): readonly [ComparedEntry, ComparedEntry] {
  return [entries[first] as ComparedEntry, entries[second] as ComparedEntry];
}
