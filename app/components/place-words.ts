/** An entry's place in the page's language: its division, and where the suite's rules ask its budget and classes. */
import { getTranslations } from 'next-intl/server';
import type { Place } from '#benchmarks/protocol/place.ts';
import type { Locale } from '../i18n/locales.ts';

export async function placeWords(locale: Locale): Promise<(place: Place) => string> {
  const t = await getTranslations({ locale, namespace: 'board.places' });
  return ({ division, classes }) =>
    classes === null
      ? division
      : t('place', {
          division,
          budget: t(`budget.${classes.budget}`),
          training: t(`training.${classes.training}`),
          // Where nothing is called, nothing need be said of it.
          calls: classes.calls === '0' ? 'none' : t(`calls.${classes.calls}`),
        });
}
