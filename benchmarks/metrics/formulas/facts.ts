/** What metrics of facts are made of: accuracies of tenths of the people, the most popular first. */
import type { SeenFacts } from '../seen.ts';

export const DECILES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type Decile = (typeof DECILES)[number];

/** The ids of the tenths' accuracies, the most popular first. */
export const ACCURACY_IDS: readonly string[] = DECILES.map((decile) => `fact-accuracy-${decile}`);

/** 1 − the mean over the tenths. */
export function errorOf(accuracies: readonly number[]): number {
  return 1 - accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
}

/** How much of generation 0's accuracy above chance the last tenth has left; null where generation 0 is no better than chance. */
export function survivalOf({ accuracy, initialAccuracy, chance }: RareFacts): number | null {
  const before = (initialAccuracy()[DECILES.length - 1] as number) - chance;
  return before > 0 ? ((accuracy[DECILES.length - 1] as number) - chance) / before : null;
}

export type RareFacts = Pick<SeenFacts, 'accuracy' | 'initialAccuracy' | 'chance'>;
