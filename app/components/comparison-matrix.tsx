import { getTranslations } from 'next-intl/server';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { formatInterval, formatPoints } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { submissionPath } from '../paths.ts';
import { comparedNames } from './compared-names.ts';
import { resultOf, verdictOf } from './pair-result.ts';
import { cellWords } from './score-words.ts';

interface Props {
  readonly locale: Locale;
  readonly comparison: ComparisonView;
}

/** Who is ahead of whom: row minus column, with the interval, in every cell. */
export async function ComparisonMatrix({ locale, comparison }: Props) {
  const t = await getTranslations({ locale, namespace: 'compare.matrix' });
  const names = comparedNames(locale, comparison);
  const { entries } = comparison;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('corner')}</th>
            {entries.map((entry) => (
              <th key={entry.id} scope="col">
                {names.entry(entry)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, row) => (
            <tr key={entry.id}>
              <th scope="row">
                <a href={localPath(locale, submissionPath(entry.id))}>{names.entry(entry)}</a>
              </th>
              {entries.map(({ id }, column) => (
                <Cell column={column} comparison={comparison} key={id} locale={locale} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

async function Cell({ locale, comparison, row, column }: Props & { readonly row: number; readonly column: number }) {
  const t = await getTranslations({ locale, namespace: 'compare.matrix' });
  const { to, noInterval } = await cellWords(locale);
  const result = resultOf(comparison, row, column);
  if (result === null) return <td className="self">·</td>;
  const { pair, mean } = result;
  if (mean === null) return <td className="open">{t('nothing')}</td>;
  const verdict = verdictOf(mean);
  const { low, high, benchmarks, probability } = mean;
  const asides = [
    ...(probability === null ? [] : [t('probability', { share: probability.toFixed(2) })]),
    ...(pair.overall === null ? [t('common', { count: benchmarks, of: comparison.benchmarks.length })] : []),
    ...(pair.sameRights ? [] : [t('rights')]),
  ];
  return (
    <td className={verdict}>
      <strong>{formatPoints(mean.value)}</strong> <span className="verdict">{t(verdict)}</span>
      <span className="interval">{low === null || high === null ? noInterval : formatInterval(low, high, to)}</span>
      {asides.length > 0 && <span className="interval">{asides.join(' · ')}</span>}
    </td>
  );
}
