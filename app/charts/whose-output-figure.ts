/** The score of each benchmark by the share of own output as a figure: a row a benchmark, a mark a share. */
import type { Kind, Marker, RowMark, RowsFigure } from '#benchmarks/figures/figure.ts';
import { catalogText } from '../components/catalog-text.ts';
import { formatShare } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { type Budget, budgetOf, type Measured, WHOSE_OUTPUT, type WhoseBenchmark } from '../whose-output.ts';
import { filled } from './fill-message.ts';
import { intervalText, labelled, valueText } from './value-text.ts';

export const BUDGETS = ['full', 'split'] as const satisfies readonly Budget[];

/** Shares of own output that are drawn. */
const SHARES = [0, 0.5, 1];
const MARKERS: readonly Marker[] = ['circle', 'square', 'diamond'];
/** The range in which scores count. */
const [LOW, HIGH] = [-100, 110];
const TICKS = [-100, -50, 0, 50, 100];

export function whoseOutputFigure(budget: Budget, locale: Locale): RowsFigure {
  const words = MESSAGES[locale]['whose-output'];
  const { to } = MESSAGES[locale].common.charts;
  const { colon, comma } = PUNCTUATION[locale];
  const { title } = words.budgets[budget];
  const kinds = SHARES.map(
    (share, index): Kind => ({
      name: filled(words.own, { share: formatShare(share) }),
      colour: `series-${index + 1}`,
      marker: MARKERS[index] ?? 'circle',
    }),
  );
  const rows = WHOSE_OUTPUT.benchmarks
    .map((benchmark) => ({ name: catalogText(locale).benchmark(benchmark).name, scores: scoresOf(benchmark, budget) }))
    .filter(({ scores }) => scores.some((score) => score !== null));
  return {
    kind: 'rows',
    title,
    subtitle: words.axis,
    description:
      title +
      colon +
      rows
        .map(({ name, scores }) => {
          const told = scores.map((score) => (score === null ? '–' : valueText(score.value, 'score')));
          return name + PUNCTUATION[locale].brackets(told.join(comma));
        })
        .join(comma),
    language: LANGUAGE_TAGS[locale],
    x: { name: '', domain: [LOW, HIGH], ticks: labelled(TICKS, 'score'), scale: 'linear' },
    y: { name: '', domain: [0, 1], ticks: [], scale: 'linear' },
    values: { x: 'score', y: 'number' },
    rows: rows.map(({ name, scores }) => ({
      name,
      marks: scores.flatMap((score, index): RowMark[] => {
        const kind = kinds[index];
        if (score === null || kind === undefined) return [];
        const [low, high] = score.interval ?? [null, null];
        return [{ value: score.value, low, high, colour: kind.colour, marker: kind.marker }];
      }),
    })),
    kinds,
    numbers: {
      columns: [words.numbers.benchmark, ...kinds.map(({ name }) => name)],
      rows: rows.map(({ name, scores }) => [
        name,
        ...scores.map((score) => {
          if (score === null) return '–';
          const [low, high] = score.interval ?? [null, null];
          return { text: valueText(score.value, 'score'), note: intervalText(low, high, 'score', to) };
        }),
      ]),
    },
    page: '/whose-output',
  };
}

/** By the shares that are drawn; null for what was not run, or has no score. */
const scoresOf = (benchmark: WhoseBenchmark, budget: Budget): (Measured | null)[] =>
  SHARES.map((share) => budgetOf(benchmark, budget)?.rows.find(({ own }) => own === share)?.score ?? null);
