/** A ledger as the bands of a stacked picture: what is real, and what is synthetic by its age in generations. */
import type { LedgerView } from '#leaderboard/views/index.ts';
import { formatNumber, formatShare } from '../format.ts';

export const LEDGER_BANDS = ['realFresh', 'realRetained', 'age1', 'age2', 'age5', 'older'] as const;
export type LedgerBand = (typeof LEDGER_BANDS)[number];

/** What some protocols count beside the training set. */
export const LEDGER_COUNTS = ['updates', 'freshShown', 'retainedShown', 'densityCalls'] as const;

export type LedgerCount = (typeof LEDGER_COUNTS)[number];

/** What a table has beside the bands. */
const NUMBERS = [...(['trainingSize', 'weightShare', 'sampled', 'verifierCalls'] as const), ...LEDGER_COUNTS] as const;
type LedgerNumber = (typeof NUMBERS)[number];

export interface Band {
  readonly name: LedgerBand;
  /** The class that gives it its colour and pattern. */
  readonly style: string;
  /** By position in the ledger. */
  readonly amounts: readonly number[];
}

/** The bands that have something in any generation, real data first. */
export function bandsOf(ledger: readonly LedgerView[]): Band[] {
  return LEDGER_BANDS.map((name) => ({
    name,
    style: `band-${name.toLowerCase()}`,
    amounts: ledger.map((entry) => amountOf(entry, name)),
  })).filter(({ amounts }) => amounts.some((amount) => amount > 0));
}

/** How much stands on each other, by position in the ledger. */
export function totalsOf(bands: readonly Band[], ledger: readonly LedgerView[]): number[] {
  return ledger.map((_, index) => bands.reduce((sum, { amounts }) => sum + (amounts[index] ?? 0), 0));
}

/** Those of the numbers beside the bands that the benchmark's protocol counts. */
export function numbersOf(ledger: readonly LedgerView[]): LedgerNumber[] {
  return NUMBERS.filter((name) => ledger.some((entry) => entry[name] !== undefined));
}

export function numberText(entry: LedgerView, name: LedgerNumber): string {
  return name === 'weightShare' ? formatShare(entry[name]) : formatNumber(entry[name] ?? 0);
}

function amountOf(entry: LedgerView, band: LedgerBand): number {
  if (band === 'realFresh' || band === 'realRetained') return entry[band];
  return entry.synthetic.reduce((total, { age, count }) => (bandOfAge(age) === band ? total + count : total), 0);
}

export function bandOfAge(age: number): LedgerBand {
  if (age <= 1) return 'age1';
  if (age === 2) return 'age2';
  return age <= 5 ? 'age5' : 'older';
}
