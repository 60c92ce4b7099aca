/** An entry's place in the page's language: its division, and where the suite's rules ask its budget and classes. */
import { getTranslations } from 'next-intl/server';
import type { Place } from '#benchmarks/protocol/place.ts';
import type { Locale } from '../i18n/locales.ts';

export async function placeWords(locale: Locale): Promise<(place: Place) => string> {
  const t = await getTranslations({ locale, namespace: 'board.places' });
  const names = await getTranslations({ locale, namespace: 'board.divisionNames' });
  return ({ division, classes }) =>
    classes === null
      ? names(division)
      : t('place', {
          division,
          budget: t(`budget.${classes.budget}`),
          training: t(`training.${classes.training}`),
          // Where nothing is called, nothing need be said of it.
          calls: classes.calls === '0' ? 'none' : t(`calls.${classes.calls}`),
        });
}

/** As placeWords, for a cell: budgets as bare shares, and only what is out of the ordinary of the rest. */
export async function briefPlaceWords(locale: Locale): Promise<(place: Place) => string> {
  const t = await getTranslations({ locale, namespace: 'board.places' });
  return ({ division, classes }) =>
    t('short', {
      division,
      budget: classes === null ? 'none' : t(`shortBudget.${classes.budget}`),
      training: classes === null || classes.training === '1' ? 'none' : t(`training.${classes.training}`),
      calls: classes === null || classes.calls === '0' ? 'none' : t(`calls.${classes.calls}`),
    });
}
