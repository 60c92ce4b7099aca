import { getTranslations } from 'next-intl/server';
import { styleOf } from '#benchmarks/figures/line-styles.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { boardDosesFigurePath, strategyPath } from '../paths.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartWords } from './chart-words.ts';
import { Swatch } from './swatch.tsx';

interface Props {
  readonly locale: Locale;
  readonly board: Pick<BoardView, 'doses' | 'suite' | 'tier' | 'division' | 'group'>;
}

const SWEEP = "npx heirloom run … --strategy replace oracle 'retain:share={0.01,0.05,0.1,0.2}'";

/** The families of a board that were run with several doses, in one chart where the dose is real data. */
export async function BoardDoses({ locale, board }: Props) {
  const { doses } = board;
  const t = await getTranslations({ locale, namespace: 'doses' });
  const { list } = PUNCTUATION[locale];
  const drawn = doses.filter(({ axis }) => axis === 'real-share');
  const others = doses.filter(({ axis }) => axis === 'parameter');
  return (
    <section aria-labelledby="doses">
      <h2 id="doses">{t('title')}</h2>
      <p className="small muted prose">
        {t('boardText')}{' '}
        {drawn
          .filter(({ points, total }) => points.length < total)
          .map(({ family, points, total }) => t('boardMore', { shown: points.length, total, family }))
          .join(' ')}
      </p>
      {doses.length === 0 && (
        <>
          <p className="prose">{t('none')}</p>
          <pre>{SWEEP}</pre>
        </>
      )}
      {drawn.length > 0 && (
        <>
          <ul className="legend">
            {drawn.map(({ family }) => (
              <li key={family}>
                <Swatch style={styleOf(family)} /> <Family family={family} locale={locale} />
              </li>
            ))}
          </ul>
          <ChartFigure
            alt={t('title')}
            size="wide"
            src={boardDosesFigurePath(board, locale)}
            words={await chartWords(locale)}
          />
        </>
      )}
      {others.length > 0 && (
        <p className="small prose">
          {t('byParameter')}{' '}
          {others.map(({ family, parameter }, index) => (
            <span key={family}>
              {index > 0 && list}
              <Family family={family} locale={locale} />
              {PUNCTUATION[locale].brackets(parameter)}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

/** A composition has no page of its own. */
function Family({ family, locale }: { readonly family: string; readonly locale: Locale }) {
  if (family.includes('+')) return <>{family}</>;
  return <a href={localPath(locale, strategyPath(family))}>{family}</a>;
}
