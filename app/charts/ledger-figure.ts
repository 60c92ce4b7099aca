/** What each generation trained on as a figure. */
import type { StackFigure } from '#benchmarks/figures/figure.ts';
import { generationTicks, roundRange } from '#benchmarks/figures/scales.ts';
import type { LedgerView } from '#leaderboard/views/index.ts';
import { catalogText } from '../components/catalog-text.ts';
import { formatNumber } from '../format.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { submissionPath } from '../paths.ts';
import { bandsOf, numbersOf, numberText, totalsOf } from './ledger-bands.ts';
import { labelled } from './value-text.ts';

interface Ledger {
  readonly ledger: readonly LedgerView[];
  readonly submission: { readonly id: string; readonly spec: string };
  readonly benchmark: { readonly id: string; readonly name: string; readonly unit: 'example' | 'token' };
}

export function ledgerFigure({ ledger, submission, benchmark }: Ledger, locale: Locale): StackFigure {
  const words = MESSAGES[locale].submission.ledger;
  const { ledger: heading } = MESSAGES[locale].submission.run;
  const bands = bandsOf(ledger);
  const range = roundRange(0, Math.max(1, ...totalsOf(bands, ledger)));
  const last = ledger.at(-1)?.generation ?? 0;
  const first = ledger[0]?.generation ?? 0;
  const others = numbersOf(ledger);
  const title = catalogText(locale).benchmark(benchmark).name + PUNCTUATION[locale].colon + heading;
  return {
    kind: 'stack',
    title,
    subtitle: '',
    description:
      title +
      PUNCTUATION[locale].brackets(submission.spec) +
      PUNCTUATION[locale].clause +
      bands.map(({ name }) => words[name]).join(PUNCTUATION[locale].list),
    language: LANGUAGE_TAGS[locale],
    x: {
      name: words.generation,
      domain: [first - 0.5, last + 0.5],
      ticks: labelled(
        generationTicks(last).filter((tick) => tick >= first),
        'number',
      ),
      scale: 'linear',
    },
    y: {
      name: MESSAGES[locale].common.charts[benchmark.unit],
      domain: range.domain,
      ticks: labelled(range.ticks, 'number'),
      scale: 'linear',
    },
    values: { x: 'number', y: 'number' },
    at: ledger.map(({ generation }) => generation),
    bands: bands.map(({ name, style, amounts }) => ({ name: words[name], colour: style, amounts })),
    numbers: {
      columns: [words.generation, ...bands.map(({ name }) => words[name]), ...others.map((name) => words[name])],
      rows: ledger.map((entry, index) => [
        String(entry.generation),
        ...bands.map(({ amounts }) => formatNumber(amounts[index] ?? 0)),
        ...others.map((name) => numberText(entry, name)),
      ]),
    },
    page: submissionPath(submission.id),
  };
}
