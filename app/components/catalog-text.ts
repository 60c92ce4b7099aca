/**
 * What cards say of benchmarks, strategies and metrics, in the page's language. They say it in English, so only the other
 * language has a file; what that lacks (an entry of another checkout) reads as its card has it.
 */

import type { Locale } from '../i18n/locales.ts';
import zh from '../messages/zh/catalog.json' with { type: 'json' };

interface Named {
  readonly id: string;
  readonly name: string;
  readonly summary?: string;
}

/** What a protocol's card tells in sentences. */
interface Told {
  readonly realData: string;
  readonly learner: string;
  /** What early and late collapse mean. */
  readonly collapse: string;
}

/** With the language of the words, where it is not the page's. */
export interface ToldText extends Told {
  readonly lang: 'en' | undefined;
}

type Texts = Readonly<Record<string, { readonly name: string; readonly summary: string }>>;
const TEXTS: {
  readonly benchmarks: Texts;
  readonly strategies: Texts;
  readonly metrics: Readonly<Record<string, string>>;
  /** By protocol, `gaussian@2`. */
  readonly cards: Readonly<Record<string, Told>>;
  readonly units: Readonly<Record<string, string>>;
} = zh;

function find<Text>(texts: Readonly<Record<string, Text>>, id: string): Text | undefined {
  return Object.hasOwn(texts, id) ? texts[id] : undefined;
}

export function catalogText(locale: Locale) {
  const isEnglish = locale === 'en';
  const plugin = (texts: Texts) => (card: Named) => {
    const text = isEnglish ? undefined : find(texts, card.id);
    return { name: text?.name ?? card.name, summary: text?.summary ?? card.summary ?? '' };
  };
  return {
    benchmark: plugin(TEXTS.benchmarks),
    strategy: plugin(TEXTS.strategies),
    /** A metric's name. */
    metric: (card: { readonly name: string } & ({ readonly id: string } | { readonly metric: string })): string => {
      const id = 'id' in card ? card.id : card.metric;
      return (isEnglish ? undefined : find(TEXTS.metrics, id)) ?? card.name;
    },
    unit: (unit: string): string => (isEnglish ? undefined : find(TEXTS.units, unit)) ?? unit,
    card: ({ id, version, realData, learner, collapse }: Told & { id: string; version: number }): ToldText => {
      const own = { realData, learner, collapse, lang: undefined };
      if (isEnglish) return own;
      const told = find(TEXTS.cards, `${id}@${version}`);
      return told ? { ...told, lang: undefined } : { ...own, lang: 'en' };
    },
  };
}
