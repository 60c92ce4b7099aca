/** What a picture of a chart says, in its language. */
import { getTranslations } from 'next-intl/server';
import type { TrajectoriesView } from '#leaderboard/views/index.ts';
import { catalogText } from '../components/catalog-text.ts';
import { formatNumber } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import type { FigureWords } from './trajectory-svg.ts';

export async function figureWords(
  locale: Locale,
  { benchmark, metric, series }: TrajectoriesView,
): Promise<FigureWords> {
  const t = await getTranslations({ locale, namespace: 'common.charts' });
  const { comma, colon, clause } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const name = text.benchmark({ ...benchmark, summary: '' }).name;
  const better = { lower: t('lower'), higher: t('higher'), closer: t('closer') }[metric.better];
  const title = [name, text.metric(metric), metric.unit].filter(Boolean).join(comma);
  const ends = series.flatMap(({ spec, points }) => {
    const last = points.at(-1);
    return last ? [`${spec} ${formatNumber(last.mean)}`] : [];
  });
  const description = `${title}${clause}${better}${ends.length === 0 ? '' : clause + t('atEnd') + colon + ends.join(comma)}`;
  return { title, description, generation: t('generation'), language: LANGUAGE_TAGS[locale] };
}
