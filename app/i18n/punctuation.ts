/** Signs between a page's words, where they are put together in code: Chinese has its own, as wide as a character. */
import type { Locale } from './locales.ts';

export interface Punctuation {
  /** Between the members of a list. */
  readonly list: string;
  /** Between the parts of a sentence. */
  readonly comma: string;
  /** Between statements. */
  readonly stop: string;
  /** Between the clauses of a statement. */
  readonly clause: string;
  /** Behind a sentence, before the next. */
  readonly end: string;
  readonly colon: string;
  /** Around what is added, with the space before it. */
  readonly brackets: (words: string) => string;
}

export const PUNCTUATION: Readonly<Record<Locale, Punctuation>> = {
  en: { list: ', ', comma: ', ', stop: '. ', clause: '; ', end: '. ', colon: ': ', brackets: (words) => ` (${words})` },
  zh: {
    list: '、',
    comma: '，',
    stop: '；',
    clause: '；',
    end: '。',
    colon: '：',
    brackets: (words) => `（${words}）`,
  },
};
