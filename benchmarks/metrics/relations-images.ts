/** Relations of what a classifier sees in samples of images. */
import { classEntropy, classesAlive, classRecall } from './class-shares.ts';
import { type Relation, type Setting, shareOf } from './relation.ts';
import { totalVariation } from './total-variation.ts';

const SHARES = Array.from({ length: 10 }, (_, digit) => `digit-${digit}-share`);
const [FIRST_SHARE, ...OTHER_SHARES] = SHARES as [string, ...string[]];

/** True frequency of each class, where the benchmark's card states them. */
const frequenciesOf = ({ card }: Setting): Float64Array | null =>
  card.frequencies === undefined ? null : Float64Array.from(card.frequencies);

/** The three rarest classes. */
const rarest = (frequencies: Float64Array): readonly number[] =>
  Array.from(frequencies.keys())
    .sort((a, b) => (frequencies[a] as number) - (frequencies[b] as number))
    .slice(0, 3);

/** Samples that a model is measured by. */
const MEASURED = 2000;

/** The share of a class with so many samples, added up sample by sample as classShares does: not the quotient's last bit. */
function countedShare(count: number): number {
  let share = 0;
  for (let i = 0; i < count; i++) share += 1 / MEASURED;
  return share;
}

/** A metric that is a share of n things, as its card says. */
const counted = (metric: string, n: number, words: string): Relation => ({
  metric,
  from: [],
  words,
  allowed: (_, __, value) => shareOf(n, value),
});

export const IMAGE_RELATIONS: readonly Relation[] = [
  counted('coverage', 1000, 'a share of 1,000 held-out images'),
  counted('density', 5000, 'a number of balls over 5 × 1,000 samples'),
  {
    metric: 'density',
    from: ['coverage'],
    words: 'at least a fifth of coverage: a covered image’s ball holds a sample',
    allowed: ([coverage = 0]) => [coverage / 5, null],
  },
  counted('classes-alive', 1, 'a whole number of classes'),
  counted('ambiguous-share', 2000, 'a share of 2,000 samples'),
  ...SHARES.map((metric) => counted(metric, 2000, 'a share of 2,000 samples')),
  {
    metric: FIRST_SHARE,
    from: OTHER_SHARES,
    words: '1 − the shares of the other digits',
    computed: true,
    allowed: (others) => countedShare(MEASURED - others.reduce((n, share) => n + Math.round(share * MEASURED), 0)),
  },
  {
    metric: 'class-entropy',
    from: SHARES,
    words: 'the entropy of the digits’ shares',
    computed: true,
    allowed: (shares) => classEntropy(Float64Array.from(shares)),
  },
  {
    metric: 'class-tv',
    from: SHARES,
    words: 'half the summed differences of the digits’ shares from their true frequencies',
    computed: true,
    allowed: (shares, setting) => {
      const frequencies = frequenciesOf(setting);
      return frequencies && totalVariation(Float64Array.from(shares), frequencies);
    },
  },
  {
    metric: 'classes-alive',
    from: SHARES,
    words: 'the digits with a quarter of their true frequency',
    computed: true,
    allowed: (shares, setting) => {
      const frequencies = frequenciesOf(setting);
      return frequencies && classesAlive(Float64Array.from(shares), frequencies);
    },
  },
  {
    metric: 'rare-class-recall',
    from: SHARES,
    words: 'what the shares of the three rarest digits give',
    computed: true,
    allowed: (shares, setting) => {
      const frequencies = frequenciesOf(setting);
      return frequencies && classRecall(Float64Array.from(shares), frequencies, rarest(frequencies));
    },
  },
];
