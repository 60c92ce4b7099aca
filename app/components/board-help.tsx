import { getTranslations } from 'next-intl/server';
import type { BoardView, NamedGroup } from '#leaderboard/views/index.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';

interface Props {
  readonly locale: Locale;
  readonly board: BoardView;
}

/** What the columns of a board mean. */
export async function BoardHelp({ locale, board: { idleBaselines, weights, placeRules } }: Props) {
  const t = await getTranslations({ locale, namespace: 'board' });
  const text = [
    'rank',
    'score',
    'axes',
    'collapse',
    'place',
    placeRules === null ? 'partial' : 'applicable',
    'real-data',
    'drawn',
    'groups',
    'benchmarks',
    'status',
    'flips',
    ...(idleBaselines.length > 0 ? (['idle'] as const) : []),
  ] as const;
  const weightWords = Object.entries(weights ?? {}).map(
    ([group, weight]) => `${t(`groups.${group as NamedGroup}`)} ${weight}`,
  );
  return (
    <details className="prose">
      <summary>{t('help.title')}</summary>
      {weights && <p className="small">{t('help.weights', { weights: weightWords.join(PUNCTUATION[locale].list) })}</p>}
      {text.map((name) => (
        <p className="small" key={name}>
          {t(`help.${name}`)}
        </p>
      ))}
    </details>
  );
}
