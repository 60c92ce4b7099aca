/** What a score hides at its horizon, in words. */
import { getTranslations } from 'next-intl/server';
import type { HorizonView } from '#leaderboard/views/index.ts';
import { formatNumber } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';

/** As sentences; `horizon`: G. */
export async function horizonWords(locale: Locale, { ratio, halfLife }: HorizonView, horizon: number) {
  const t = await getTranslations({ locale, namespace: 'common.horizon' });
  const { state, generation } = halfLife;
  return { ratio: ratioWords(), halfLife: t(state, { horizon, generation: formatNumber(generation ?? 0) }) };

  function ratioWords(): string {
    if (ratio === null) return t('noRatio');
    const { value, low, high } = ratio;
    if (low === null || high === null) return t('times', { ratio: formatNumber(value) });
    return t('between', { ratio: formatNumber(value), low: formatNumber(low), high: formatNumber(high) });
  }
}

/** As cells of a table. */
export async function horizonCells(locale: Locale, view: HorizonView | null, horizon: number) {
  const t = await getTranslations({ locale, namespace: 'common.horizon' });
  const { state, generation } = view?.halfLife ?? { state: 'no-loss', generation: null };
  const halfLife = { reached: formatNumber(generation ?? 0), 'not-reached': t('later', { horizon }), 'no-loss': '–' };
  return { ratio: view?.ratio ? `${formatNumber(view.ratio.value)}×` : '–', halfLife: halfLife[state] };
}
