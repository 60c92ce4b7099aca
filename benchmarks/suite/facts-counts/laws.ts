/**
 * Law 11 of docs/laws.md: facts that are counted again and again in retellings. A person of popularity p is told one of A attributes
 * with probability q = p/A a statement, so with M statements a fact is not told at all with probability u = (1 − q)^M. Nothing was
 * told: an even guess is true with probability c. Something was: the model's probability of the truth has the mean that it had.
 */
import { decayedUnits } from '../../numerics/draw.ts';
import { isAlone, type Law, type LawCurve, type LawSetting, soleStrategy } from '../shared/law.ts';
import { ATTRIBUTES, DECILES, decileOf, OPTION_COUNTS, zipf } from '../shared/people-form.ts';
import { params } from './card.ts';

/** c: what an even guess is right, mean over the attributes. */
export const CHANCE = OPTION_COUNTS.reduce((sum, count) => sum + 1 / count / OPTION_COUNTS.length, 0);

/** (1 − q)^M. */
export function untold(sampleSize: number, popularity: number): number {
  return Math.exp(sampleSize * Math.log1p(-popularity / ATTRIBUTES.length));
}

/** Above chance, in parts of what is above it: replace, (1 − u)ⁿ. */
export function knownReplace(sampleSize: number, popularity: number, fits: number): number {
  return Math.exp(fits * Math.log1p(-untold(sampleSize, popularity)));
}

/** Replace whose training sets have a share s_g of fresh data: y_g = (1 − u)[s_g + (1 − s_g) y_{g−1}], y_0 = 1 − u. */
export function knownFresh(
  sampleSize: number,
  shareOf: (generation: number) => number,
  popularity: number,
  fits: number,
): number {
  const told = 1 - untold(sampleSize, popularity);
  let known = told;
  for (let generation = 1; generation < fits; generation++) {
    const share = shareOf(generation);
    known = told * (share + (1 - share) * known);
  }
  return known;
}

/** Of one person: what is known above chance after so many fits, in parts of what is above it. */
type Known = (popularity: number, fits: number) => number;

/** The runs that the law speaks of; null for any other. */
function knownOf(setting: LawSetting): Known | null {
  const { sampleSize } = params.parse(setting.params);
  if (isAlone(setting, 'replace')) return (popularity, fits) => knownReplace(sampleSize, popularity, fits);
  // What generation 0 wasn't told stays a guess, and what it was told is diluted by nothing but retellings of it.
  if (isAlone(setting, 'accumulate')) return (popularity) => knownReplace(sampleSize, popularity, 1);
  const strategy = soleStrategy(setting);
  if (strategy?.id !== 'fresh') return null;
  const { share, every, decay = 0 } = strategy.resolved;
  const shareOf = (generation: number): number =>
    generation % Number(every) === 0
      ? decayedUnits(Number(share), Number(decay), generation, sampleSize) / sampleSize
      : 0;
  return (popularity, fits) => knownFresh(sampleSize, shareOf, popularity, fits);
}

type Summary = (popularity: Float64Array, accuracy: (person: number) => number) => number;

const curveOf =
  (summary: Summary) =>
  (setting: LawSetting): LawCurve | null => {
    const known = knownOf(setting);
    if (known === null) return null;
    const { people, exponent } = params.parse(setting.params);
    const popularity = zipf(people, exponent);
    const accuracy = (rank: number, fits: number): number =>
      CHANCE + (1 - CHANCE) * known(popularity[rank] as number, fits);
    return (fits) => summary(popularity, (rank) => accuracy(rank, fits));
  };

/** The mean over those of a tenth, from 0. */
function meanOf(decile: number): Summary {
  return (popularity, accuracy) => {
    let sum = 0;
    let count = 0;
    for (let rank = 0; rank < popularity.length; rank++) {
      if (decileOf(rank, popularity.length) !== decile) continue;
      sum += accuracy(rank);
      count++;
    }
    return sum / count;
  };
}

const DECILE_NUMBERS = Array.from({ length: DECILES }, (_, decile) => decile);

/** 1 − the mean over the tenths. */
const meanError: Summary = (popularity, accuracy) =>
  1 - DECILE_NUMBERS.reduce((sum, decile) => sum + meanOf(decile)(popularity, accuracy) / DECILES, 0);

/** Σ p(1 − accuracy). */
const toldFalsely: Summary = (popularity, accuracy) =>
  popularity.reduce((sum, share, rank) => sum + share * (1 - accuracy(rank)), 0);

const statement = 'E a_n = c + (1 − c)(1 − u)ⁿ, u = (1 − p/4)^M';
const source = 'Derived in this benchmark’s README; a geometric waiting time';

export const laws: readonly Law[] = [
  { id: 'law 11', metric: 'fact-error', statement, source, curve: curveOf(meanError) },
  { id: 'law 11', metric: 'invented-share', statement: 'Σ p (1 − E a_n)', source, curve: curveOf(toldFalsely) },
  ...DECILE_NUMBERS.map((decile) => ({
    id: 'law 11',
    metric: `fact-accuracy-${decile + 1}`,
    statement,
    source,
    curve: curveOf(meanOf(decile)),
  })),
];
