/** What a board is over, in the page's language: the name of a group, or of the one benchmark. */
import { getTranslations } from 'next-intl/server';
import { getBenchmarkCard } from '#leaderboard/catalog/cards.ts';
import { isNamedGroup } from '#leaderboard/catalog/suites.ts';
import type { BoardGroup } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { catalogText } from './catalog-text.ts';

export async function groupWords(locale: Locale): Promise<(group: BoardGroup) => string> {
  const t = await getTranslations({ locale, namespace: 'board.groups' });
  const text = catalogText(locale);
  return (group) =>
    isNamedGroup(group) ? t(group) : text.benchmark(getBenchmarkCard(group) ?? { id: group, name: group }).name;
}

/** As messages that speak of a board take it: `all` where it is over the whole suite, and of which kind it is. */
export async function groupArguments(
  locale: Locale,
): Promise<(group: BoardGroup) => { readonly group: string; readonly kind: 'group' | 'benchmark' }> {
  const name = await groupWords(locale);
  return (group) => ({
    group: group === 'all' ? 'all' : name(group),
    kind: isNamedGroup(group) ? 'group' : 'benchmark',
  });
}
