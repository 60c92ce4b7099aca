/** What stands where a score or a rank has no number, in the page's language. */
import { getTranslations } from 'next-intl/server';
import type {
  IdleView,
  LackingControl,
  MissingControlsView,
  RankReason,
  ScoreState,
  ScoreView,
} from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';

/** Plain strings, so that client components can be given them. */
export interface CellWords {
  readonly states: Readonly<Record<Exclude<ScoreState, 'scored'>, string>>;
  /** That state, where there is little room. */
  readonly notApplicable: string;
  readonly noInterval: string;
  readonly to: string;
  /** Marks what is scored against controls of its sender. */
  readonly own: string;
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
  return { states, notApplicable: t('notApplicable'), noInterval: t('noInterval'), to: t('to'), own: t('own.tag') };
}

/** Sentences about scores and ranks. */
export interface Reasons {
  /** Why there is no score, or what to know of it; empty where there is nothing to say. */
  score(score: ScoreView): string;
  /** Why there is no rank; empty where there is one. `sameAs`: the control or baseline as which it ran, where that is known. */
  rank(reason: RankReason | null, sameAs?: string | null): string;
}

export async function reasons(locale: Locale): Promise<Reasons> {
  const t = await getTranslations({ locale, namespace: 'common.scores' });
  return {
    // English words come with the numbers of the case.
    score: (score) => {
      if (locale === 'en') return score.words;
      if (score.missing !== null) return lackingWords(score.missing, t);
      if (score.status !== 'scored') return t(`reasons.${score.status}`);
      return [score.controls === 'own' ? t('reasons.own') : '', score.fewSeeds ? t('reasons.fewSeeds') : ''].join('');
    },
    rank: (reason, sameAs = null) => {
      if (reason === null) return '';
      return reason === 'same' ? t('ranks.same', { strategy: sameAs ?? 'none' }) : t(`ranks.${reason}`);
    },
  };
}

/** What stands beside the division of a strategy that was a process of its own. */
export async function outsideWords(locale: Locale): Promise<string> {
  return (await getTranslations({ locale, namespace: 'common.scores' }))('outside');
}

const VERDICTS = ['beats', 'even', 'loses', 'unknown'] as const satisfies readonly IdleView['verdict'][];

/** How an entry stands beside idle baselines, as one line; empty where there are none. */
export async function idleWords(locale: Locale): Promise<(idle: readonly IdleView[]) => string> {
  const t = await getTranslations({ locale, namespace: 'common.scores' });
  const { list, clause } = PUNCTUATION[locale];
  return (idle) =>
    VERDICTS.flatMap((verdict) => {
      const names = idle.filter((one) => one.verdict === verdict).map(({ baseline }) => baseline);
      return names.length === 0 ? [] : [t(`idle.${verdict}`, { names: names.join(list) })];
    }).join(clause);
}

/** How much of the benchmarks of a table an entry ran; empty where it ran them all. */
export async function partialWords(locale: Locale): Promise<(run: number, of: number) => string> {
  const t = await getTranslations({ locale, namespace: 'common.scores' });
  return (run, of) => (run < of ? t('partial', { run, of }) : '');
}

type ScoreWords = Awaited<ReturnType<typeof getTranslations<'common.scores'>>>;

/** Which controls are missing, with which settings, and what to do. */
function lackingWords({ site, own, settings }: MissingControlsView, t: ScoreWords): string {
  const listed = (lacking: readonly LackingControl[]): string => {
    const [first = '', second] = lacking.map(({ control, why }) => t(`lacking.${why}`, { control }));
    return second === undefined ? first : t('lacking.both', { first, second });
  };
  const how =
    own === null
      ? t('lacking.site', { site: listed(site) })
      : t('lacking.own', { site: listed(site), own: listed(own) });
  return t('lacking.needs', { ...settings }) + how;
}
