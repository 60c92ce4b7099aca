/** What charts say, in the page's language: they are loaded late and are not to bring all messages with them. */
import { getTranslations } from 'next-intl/server';
import type { Locale } from '../i18n/locales.ts';

export interface ChartWords {
  /** Whose signs stand between words: these have a function among them, which a page can't hand on. */
  readonly locale: Locale;
  readonly better: Readonly<Record<'lower' | 'higher' | 'closer', string>>;
  readonly generation: string;
  readonly failed: string;
  /** What opens the numbers of a chart. */
  readonly table: string;
  readonly law: string;
  readonly truth: string;
  readonly early: string;
  readonly late: string;
  readonly to: string;
  readonly notMeasured: string;
}

export async function chartWords(locale: Locale): Promise<ChartWords> {
  const t = await getTranslations({ locale, namespace: 'common.charts' });
  return {
    locale,
    better: { lower: t('lower'), higher: t('higher'), closer: t('closer') },
    generation: t('generation'),
    failed: t('failed'),
    table: t('table'),
    law: t('law'),
    truth: t('truth'),
    early: t('early'),
    late: t('late'),
    to: t('to'),
    notMeasured: t('notMeasured'),
  };
}
