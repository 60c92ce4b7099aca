/** A regime in words: what a run was allowed, one clause a right. */
import { getTranslations } from 'next-intl/server';
import type { Regime } from '#benchmarks/protocol/regime.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';

export async function regimeWords(locale: Locale): Promise<(regime: Regime) => string> {
  const t = await getTranslations({ locale, namespace: 'common.regime' });
  return ({ realData, pool, memory, provenance, external, trainingSize }) =>
    [
      t(`realData.${realData}`),
      t(`pool.${pool}`),
      t(`memory.${memory}`),
      t(`provenance.${provenance}`),
      t(`external.${external}`),
      t(`trainingSize.${trainingSize}`),
    ].join(PUNCTUATION[locale].clause);
}
