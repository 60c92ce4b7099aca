/** An entry's scores in one figure: overall, and on each benchmark. */
import type { RowsFigure } from '#benchmarks/figures/figure.ts';
import { familyColour } from '#benchmarks/figures/line-styles.ts';
import { scoreRange } from '#benchmarks/figures/scales.ts';
import type { ScoreView, SubmissionView } from '#leaderboard/views/index.ts';
import { catalogText } from '../components/catalog-text.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath } from '../paths.ts';
import { filled } from './fill-message.ts';
import { intervalText, labelled, valueText } from './value-text.ts';

type Entry = Pick<SubmissionView, 'id' | 'spec' | 'family' | 'suite' | 'tier' | 'overall' | 'runs'>;
type Scored = ScoreView & { readonly value: number };

const hasValue = (row: { readonly name: string; readonly score: ScoreView }): row is { name: string; score: Scored } =>
  row.score.value !== null;

/** What has a score; null where nothing has. */
export function entryFigure(
  { id, spec, family, suite, tier, overall, runs }: Entry,
  locale: Locale,
): RowsFigure | null {
  const words = MESSAGES[locale].submission.scores;
  const { to } = MESSAGES[locale].common.charts;
  const { colon, comma } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const rows = [
    { name: words.overall, score: overall },
    ...runs.map(({ benchmark, score }) => ({ name: text.benchmark(benchmark).name, score })),
  ].filter(hasValue);
  if (rows.length === 0) return null;
  const { domain, ticks } = scoreRange(rows.map(({ score }) => score.value));
  const colour = familyColour(family);
  return {
    kind: 'rows',
    title: spec,
    subtitle: filled(words.subtitle, { suite, tier }),
    description: spec + colon + rows.map(({ name, score }) => `${name} ${valueText(score.value, 'score')}`).join(comma),
    language: LANGUAGE_TAGS[locale],
    x: { name: words.axis, domain, ticks: labelled(ticks, 'score'), scale: 'linear' },
    y: { name: '', domain: [0, 1], ticks: [], scale: 'linear' },
    values: { x: 'score', y: 'number' },
    rows: rows.map(({ name, score: { value, low, high } }) => ({
      name,
      marks: [{ value, low, high, colour, marker: 'circle' }],
    })),
    kinds: [],
    numbers: {
      columns: [words.benchmark, words.score],
      rows: rows.map(({ name, score: { value, low, high } }) => [
        name,
        { text: valueText(value, 'score'), note: intervalText(low, high, 'score', to) },
      ]),
    },
    page: submissionPath(id),
  };
}
