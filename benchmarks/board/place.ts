/**
 * Where an entry is ranked (docs/adr/0040-ranks-within-budgets.md): its division and, where the suite's rules ask, its classes
 * by real data trained on, by examples trained on and by calls to an outside check. The rule is total: whatever ledgers say,
 * there is one place, and `open` takes what no other division admits.
 */
import {
  BUDGETS,
  type Budget,
  CALL_CLASSES,
  type CallClass,
  type Classes,
  type Place,
  TRAINING_CLASSES,
  type TrainingClass,
} from '../protocol/place.ts';
import { type Division, jointDivision, type RunRights } from '../protocol/regime.ts';
import type { RankRules } from '../suite/suites/manifest.ts';

/** The largest of each class in order; the last has no end. */
const SHARES: Readonly<Record<Budget, number>> = { '0': 0, '1': 0.01, '5': 0.05, '10': 0.1, '20': 0.2, more: Infinity };
const TRAINED: Readonly<Record<TrainingClass, number>> = { '1': 1, '3': 3, more: Infinity };
const CALLS: Readonly<Record<CallClass, number>> = { '0': 0, half: 0.5, '2': 2, more: Infinity };

/** Shares by weight are quotients of sums of doubles. A share of any real example at all is larger than this. */
const SHARE_SLACK = 1e-9;

/** Real data of earlier generations that may be shown in a generation, in units of M: all of the original data, once. */
const MAX_SHOWN_PER_SIZE = 1;

/** The place of an entry by its runs on a board. */
export function placeOf(runs: readonly RunRights[], { places }: Pick<RankRules, 'places'>): Place {
  if (places === undefined) return { division: jointDivision(runs), classes: null };
  const classes: Classes = {
    budget: budgetOf(Math.max(0, ...runs.map(realPart))),
    training: classOf(TRAINING_CLASSES, TRAINED, Math.max(0, ...runs.map(trainedPart))),
    calls: classOf(CALL_CLASSES, CALLS, Math.max(0, ...runs.map(({ use, size }) => use.externalCalls / size))),
  };
  return { division: divisionOf(runs), classes };
}

/** The smallest budget that holds a share of real data, in [0, 1]. */
export const budgetOf = (share: number): Budget => classOf(BUDGETS, SHARES, share, SHARE_SLACK);

/** The first division that admits all runs, examples trained on being held to a class in the place of M. */
function divisionOf(runs: readonly RunRights[]): Division {
  const isShownTooMuch = ({ use, size }: RunRights): boolean =>
    (use.second?.retainedShown ?? 0) > MAX_SHOWN_PER_SIZE * size;
  return runs.some(isShownTooMuch) ? 'open' : jointDivision(runs.map(byTrainingClass));
}

/** Rights of which `fixed` says that the run stays within the classes of training. */
function byTrainingClass(run: RunRights): RunRights {
  const isWithin = classOf(TRAINING_CLASSES, TRAINED, trainedPart(run)) !== 'more';
  const regime = { ...run.regime, trainingSize: isWithin ? ('fixed' as const) : ('growing' as const) };
  return { ...run, regime, use: { ...run.use, fixedSize: isWithin } };
}

// Protocols before suite 0.3 don't count all of it: what they do count stands for it, and a training set that grows has no end.
const realPart = ({ use: { second, countShare, weightShare, real }, size }: RunRights): number =>
  second?.realPart ?? Math.max(countShare, weightShare, real / size);
const trainedPart = ({ use: { second, fixedSize }, size }: RunRights): number =>
  second ? second.trained / size : fixedSize ? 1 : Number.POSITIVE_INFINITY;

/** The first class whose end a figure doesn't pass; what is no number passes all. */
function classOf<Name extends string>(
  names: readonly Name[],
  ends: Readonly<Record<Name, number>>,
  figure: number,
  slack = 0,
): Name {
  return names.find((name) => figure <= ends[name] + slack) ?? (names.at(-1) as Name);
}

/** One text for each place: entries of equal texts are ranked together. */
export function placeName({ division, classes }: Place): string {
  return classes === null ? division : [division, classes.budget, classes.training, classes.calls].join('/');
}

const BUDGET_WORDS: Readonly<Record<Budget, string>> = {
  '0': 'no real data',
  '1': '≤ 1% real',
  '5': '≤ 5% real',
  '10': '≤ 10% real',
  '20': '≤ 20% real',
  more: '> 20% real',
};
const TRAINING_WORDS: Readonly<Record<TrainingClass, string>> = { '1': '≤ M', '3': '≤ 3M', more: '> 3M' };
const CALL_WORDS: Readonly<Record<CallClass, string>> = {
  '0': '',
  half: '≤ ½M calls',
  '2': '≤ 2M calls',
  more: '> 2M calls',
};

/** A place in words that fit a table: `retained, ≤ 10% real, ≤ M`. */
export function placeWords({ division, classes }: Place): string {
  if (classes === null) return division;
  const { budget, training, calls } = classes;
  return [division, BUDGET_WORDS[budget], TRAINING_WORDS[training], CALL_WORDS[calls]].filter(Boolean).join(', ');
}

/** The rules in words, for files that have to explain themselves. */
export const PLACE_RULES_WORDS: readonly string[] = [
  'Ranks exist within a suite, tier, division, budget and classes. Budget: the largest share of real examples trained on, by count or by weight, in any generation after 0: 0, at most 1%, 5%, 10%, 20%, or more. Fresh examples that were shown count as trained on; shares by count are of M, or of what was trained on where that is less.',
  'Training: examples trained on in a generation, all fits summed: at most M, at most 3M, or more, which only accumulating may. Calls to a verifier or simulator in a generation: none, at most half of M, at most 2M, or more. Real examples of earlier generations that were shown, trained on or not, keep an entry out of closed and are at most M a generation; beyond that it is open. Each figure is the largest of all runs and seeds.',
];
