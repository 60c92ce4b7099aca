/** How numbers and names are written on pages. */
import { pointsText, scoreText } from '#benchmarks/protocol/score-range.ts';
import { LANGUAGE_TAGS, type Locale } from './i18n/locales.ts';

/** A number with four significant digits at most, without exponent where it can be read, with a real minus sign. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e6 && size >= 1e-4) return Number(value.toPrecision(4)).toString().replaceAll('-', '−');
  const [digits = '', exponent = ''] = value.toExponential(2).split('e');
  return `${Number(digits).toString().replace('-', '−')}×10${superscript(exponent.replace('+', ''))}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (whole: string): string =>
  [...whole].map((sign) => (sign === '-' ? '⁻' : SUPERSCRIPTS[Number(sign)])).join('');

/** A score: beyond the range in which scores count a bound (`≥ 110`), else one decimal, with a real minus sign. */
export function formatScore(value: number): string {
  return scoreText(value).replace('-', '−');
}

/** Points that are no score, such as a difference or the end of an interval: one decimal, with a real minus sign. */
export function formatPoints(value: number): string {
  return pointsText(value).replace('-', '−');
}

/** `to`: the word between two numbers, in the page's language. */
export function formatInterval(low: number, high: number, to: string): string {
  return `${formatPoints(low)} ${to} ${formatPoints(high)}`;
}

/** A share in percent; what isn't zero never reads as 0%. */
export function formatShare(share: number): string {
  if (share === 0) return '0%';
  if (share < 0.001) return '<0.1%';
  return `${Number((100 * share).toFixed(share < 0.1 ? 1 : 0))}%`;
}

/** An amount as so many times a benchmark's training set: `1.0×`, `0.052×`, `13.5×`; what isn't zero never reads as 0. */
export function formatAmount(value: number): string {
  if (value === 0) return '0';
  if (value < 0.001) return '<0.001×';
  const rounded = Number(value.toPrecision(3));
  const digits = rounded >= 100 ? 0 : rounded >= 1 ? 1 : rounded >= 0.1 ? 2 : 3;
  return `${rounded.toFixed(digits)}×`;
}

export function formatRank({ low, high }: { readonly low: number; readonly high: number }): string {
  return low === high ? String(low) : `${low}–${high}`;
}

/** The day, in UTC: `23 November 2026`, `2026年11月23日`. */
export function formatDate(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : LANGUAGE_TAGS[locale], {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(iso));
}

export function formatDuration(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
