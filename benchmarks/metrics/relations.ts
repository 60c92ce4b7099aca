/** Parts of what metrics of one generation say of each other. */
import type { Setting } from '../protocol/metric.ts';

/** The nearest multiple of 1/n: the share of n things, counted. */
export const shareOf = (n: number, value: number): number => Math.round(value * n) / n;

/** Words in the vocabulary, where the benchmark has such a parameter. */
export const vocabularyOf = ({ params }: Setting): number | null =>
  typeof params.vocabulary === 'number' ? params.vocabulary : null;

/** Words among the vocabulary's rarest fifth. */
export const rareOf = (vocabulary: number): number => Math.ceil(0.2 * vocabulary);

/** True frequency of each class, where the benchmark's card states them. */
export const frequenciesOf = ({ card }: Setting): Float64Array | null =>
  card.frequencies === undefined ? null : Float64Array.from(card.frequencies);
