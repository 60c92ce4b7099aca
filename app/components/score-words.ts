/** What stands where a score or a rank has no number, in the page's language. */
import { getTranslations } from 'next-intl/server';
import type { RankReason, ScoreState, ScoreView } from '../../leaderboard/views.ts';
import type { Locale } from '../i18n/locales.ts';

/** Plain strings, so that client components can be given them. */
export interface CellWords {
  readonly states: Readonly<Record<Exclude<ScoreState, 'scored'>, string>>;
  readonly noInterval: string;
  readonly to: string;
}

const STATES = [
  'pending',
  'uncontrolled',
  'inseparable',
  'diverged',
  'failed',
  'inapplicable',
  'missing',
  'incomplete',
] as const satisfies readonly ScoreState[];

export async function cellWords(locale: Locale): Promise<CellWords> {
  const t = await getTranslations({ locale, namespace: 'common.scores' });
  const states = Object.fromEntries(STATES.map((state) => [state, t(`states.${state}`)])) as CellWords['states'];
  return { states, noInterval: t('noInterval'), to: t('to') };
}

/** Sentences about scores and ranks. */
export interface Reasons {
  /** Why there is no score, or what to know of it; empty where there is nothing to say. */
  score(score: ScoreView): string;
  /** Why there is no rank; empty where there is one. */
  rank(reason: RankReason | null): string;
}

export async function reasons(locale: Locale): Promise<Reasons> {
  const t = await getTranslations({ locale, namespace: 'common.scores' });
  return {
    // English words come with the numbers of the case.
    score: (score) => {
      if (locale === 'en') return score.words;
      if (score.status !== 'scored') return t(`reasons.${score.status}`);
      return score.fewSeeds ? t('reasons.fewSeeds') : '';
    },
    rank: (reason) => (reason === null ? '' : t(`ranks.${reason}`)),
  };
}

/** How much of the benchmarks of a table an entry ran; empty where it ran them all. */
export async function partialWords(locale: Locale): Promise<(run: number, of: number) => string> {
  const t = await getTranslations({ locale, namespace: 'common.scores' });
  return (run, of) => (run < of ? t('partial', { run, of }) : '');
}
