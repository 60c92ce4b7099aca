import { getTranslations } from 'next-intl/server';
import type { Locale } from '../i18n/locales.ts';
import { profileFigurePath } from '../paths.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';

interface Props {
  readonly locale: Locale;
  /** The submissions compared, in order. */
  readonly ids: readonly string[];
}

export async function ProfileFigure({ locale, ids }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.profiles' });
  return <ChartFigure alt={t('title')} src={profileFigurePath(ids, locale)} words={await chartWords(locale)} />;
}
