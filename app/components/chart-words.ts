/** What figures say around their pictures, in the page's language. */
import { getTranslations } from 'next-intl/server';
import type { Locale } from '../i18n/locales.ts';

export interface ChartWords {
  readonly locale: Locale;
  readonly better: Readonly<Record<'lower' | 'higher' | 'closer', string>>;
  /** What opens a figure's numbers. */
  readonly table: string;
  /** Where these can't be had. */
  readonly failed: string;
  /** Between the ends of an interval. */
  readonly to: string;
  /** What a figure's reader is for; the figure's title follows. */
  readonly read: string;
  readonly embed: string;
  readonly picture: string;
}

export async function chartWords(locale: Locale): Promise<ChartWords> {
  const t = await getTranslations({ locale, namespace: 'common.charts' });
  return {
    locale,
    better: { lower: t('lower'), higher: t('higher'), closer: t('closer') },
    table: t('table'),
    failed: t('failed'),
    to: t('to'),
    read: t('read'),
    embed: t('embed'),
    picture: t('picture'),
  };
}
