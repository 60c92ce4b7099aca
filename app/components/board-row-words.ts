/** Words that a board's rows are made with. */
import { getTranslations } from 'next-intl/server';
import type { ApplicableView, BoardRow, BoardView } from '#leaderboard/views/index.ts';
import { formatPoints, formatRank, formatScore } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardPath } from '../paths.ts';
import { catalogText } from './catalog-text.ts';
import { briefPlaceWords, placeWords } from './place-words.ts';
import { idleWords, outsideWords, partialWords, reasons } from './score-words.ts';
import type { PackedPlace, RowWords, TableRow } from './table-rows.ts';

export async function boardRowWords(
  locale: Locale,
  { suite, tier, group }: Pick<BoardView, 'suite' | 'tier' | 'group'>,
): Promise<RowWords> {
  const t = await getTranslations({ locale, namespace: 'board' });
  const why = await reasons(locale);
  const [full, brief] = [await placeWords(locale), await briefPlaceWords(locale)];
  const { list, comma } = PUNCTUATION[locale];
  const place = ({ role, division, classes, placeRank, rankReason, sameAs }: BoardRow): PackedPlace => {
    if (role !== 'entry') return [t(`roles.${role}`), why.rank(rankReason, sameAs)];
    const own = { division, classes };
    // A board of several places is no reason: the entry is waiting for the rank in its own.
    const isWaiting = rankReason === 'places' || rankReason === 'everywhere';
    if (placeRank === null) return [brief(own), why.rank(isWaiting ? 'pending' : rankReason, sameAs)];
    const rank = formatRank(placeRank);
    return [
      t('places.in', { rank, place: brief(own) }),
      t('places.rank', { rank, of: placeRank.of }) + comma + full(own),
      localPath(locale, boardPath({ suite, tier, group, ...own, ...classes, page: 1 })),
    ];
  };
  const applicable = ({ value, low, high, benchmarks, of }: ApplicableView): TableRow['applicable'] => {
    const score = formatScore(value);
    const interval =
      low === null || high === null ? '' : t('answer.interval', { low: formatPoints(low), high: formatPoints(high) });
    return [
      t('applicableShort', { score, benchmarks, of }),
      t('applicable', { score: score + interval, benchmarks, of }),
    ];
  };
  return {
    place,
    applicable,
    partial: await partialWords(locale),
    nameOf: (benchmark) => catalogText(locale).benchmark(benchmark).name,
    list,
    idle: await idleWords(locale),
    outside: await outsideWords(locale),
    objected: t('objected'),
  };
}
