import { getTranslations } from 'next-intl/server';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { formatInterval, formatPoints } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { comparedNames, pairOf } from './compared-names.ts';
import { ForestPlot } from './forest-plot.tsx';
import { meanOf, turned } from './pair-result.ts';
import { cellWords } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
}

/** Points on either side of 0 that every plot shows; a difference beyond ends in an arrow. */
export const REACH = 100;

/** Every pair's mean difference about one line at 0, the one that is ahead named first, the largest difference on top. */
export async function ComparisonForest({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.forest' });
  const { to, noInterval } = await cellWords(locale);
  const names = comparedNames(locale, comparison);
  const rows = comparison.pairs
    .flatMap((pair) => {
      const mean = meanOf(pair);
      if (mean === null) return [];
      const [first, second] = pairOf(comparison, pair).map(names.entry) as [string, string];
      return mean.value < 0
        ? [{ ahead: second, behind: first, mean: turned(mean) }]
        : [{ ahead: first, behind: second, mean }];
    })
    .sort((a, b) => b.mean.value - a.mean.value);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="forest-table">
        <thead>
          <tr>
            <th scope="col">{t('pair')}</th>
            <th scope="col">{t('plot', { reach: REACH })}</th>
            <th className="num" scope="col">
              {t('points')}
            </th>
            <th className="num" scope="col">
              {t('interval')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ ahead, behind, mean }) => (
            <tr key={`${ahead} ${behind}`}>
              <th scope="row">{t('minus', { first: ahead, second: behind })}</th>
              <td>
                <ForestPlot difference={mean} reach={REACH} />
              </td>
              <td className="num">{formatPoints(mean.value)}</td>
              <td className="num">
                {mean.low === null || mean.high === null ? noInterval : formatInterval(mean.low, mean.high, to)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
