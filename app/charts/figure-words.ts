/** What a picture of a chart says, in its language. */
import type { TrajectoriesView } from '#leaderboard/views/index.ts';
import { catalogText } from '../components/catalog-text.ts';
import { formatNumber } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import type { FigureWords } from './trajectory-svg.ts';

export function figureWords(locale: Locale, { benchmark, metric, series }: TrajectoriesView): FigureWords {
  const words = MESSAGES[locale].common.charts;
  const { comma, colon, clause } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const name = text.benchmark({ ...benchmark, summary: '' }).name;
  const better = words[metric.better];
  const title = [name, text.metric(metric), text.unit(metric.unit)].filter(Boolean).join(comma);
  const ends = series.flatMap(({ spec, points }) => {
    const last = points.at(-1);
    return last ? [`${spec} ${formatNumber(last.mean)}`] : [];
  });
  const description = `${title}${clause}${better}${ends.length === 0 ? '' : clause + words.atEnd + colon + ends.join(comma)}`;
  return { title, description, generation: words.generation, language: LANGUAGE_TAGS[locale] };
}
