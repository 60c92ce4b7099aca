import { getTranslations } from 'next-intl/server';
import type { BoardDosesView, BoardView } from '#leaderboard/views/index.ts';
import { formatInterval, formatScore, formatShare } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { strategyPath, submissionPath } from '../paths.ts';
import { DoseChart } from './dose-chart.tsx';
import { COLOURS, doseColour } from './dose-geometry.ts';
import { Swatch } from './legend.tsx';
import { cellWords } from './score-words.ts';
import { brief } from './table-rows.ts';

interface Props {
  readonly locale: Locale;
  readonly board: Pick<BoardView, 'doses'>;
}

const SWEEP = "npx heirloom run … --strategy replace oracle 'retain:share={0.01,0.05,0.1,0.2}'";

/** The families of a board that were run with several doses, in one chart where the dose is real data. */
export async function BoardDoses({ locale, board: { doses } }: Props) {
  const t = await getTranslations({ locale, namespace: 'doses' });
  const { to } = await cellWords(locale);
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
        <figure className="single-chart">
          <ul className="legend">
            {drawn.map(({ family }, line) => (
              <li key={family}>
                <Swatch colour={doseColour(line)} dash="0" width={2} /> <Family family={family} locale={locale} />
              </li>
            ))}
          </ul>
          <DoseChart
            comma={PUNCTUATION[locale].comma}
            expected={[]}
            isShare
            measure="score"
            points={drawn.flatMap(({ points }, family) =>
              points.map(
                ({ id, spec, line, dose, score, low, high, vouched }) =>
                  [
                    // A family's lines have its colour.
                    family + COLOURS * line,
                    brief(dose),
                    brief(score),
                    low === null ? null : brief(low),
                    high === null ? null : brief(high),
                    vouched ? 1 : 0,
                    spec,
                    id,
                  ] as const,
              ),
            )}
            title={t('title')}
            to={to}
            xName={t('share')}
            yName={t('score')}
          />
          <Numbers families={drawn} locale={locale} />
        </figure>
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

async function Numbers({
  families,
  locale,
}: {
  readonly families: readonly BoardDosesView[];
  readonly locale: Locale;
}) {
  const t = await getTranslations({ locale, namespace: 'doses' });
  const { to } = await cellWords(locale);
  return (
    <details>
      <summary>{t('table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('columns.entry')}</th>
              <th scope="col">{t('columns.real')}</th>
              <th scope="col">{t('overall')}</th>
            </tr>
          </thead>
          <tbody>
            {families.flatMap(({ points }) =>
              points.map(({ id, spec, dose, score, low, high }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={localPath(locale, submissionPath(id))}>{spec}</a>
                  </th>
                  <td>{formatShare(dose)}</td>
                  <td>
                    {formatScore(score)}
                    {low !== null && high !== null && <span className="interval">{formatInterval(low, high, to)}</span>}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}
