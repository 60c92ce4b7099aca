import { getTranslations } from 'next-intl/server';
import { formatInterval, formatNumber, formatPoints, formatScore, formatShare } from '../format.ts';
import { type Locale, localPath } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { benchmarkPath } from '../paths.ts';
import { type Budget, budgetOf, type Measured, WHOSE_OUTPUT, type WhoseBenchmark } from '../whose-output.ts';
import { catalogText } from './catalog-text.ts';
import { cellWords } from './score-words.ts';

interface Props {
  readonly locale: Locale;
}

const BUDGETS = ['full', 'split'] as const satisfies readonly Budget[];

/** Only the others' output minus only its own, a row a benchmark. */
export async function WhoseOutputDifferences({ locale }: Props) {
  const t = await getTranslations({ locale, namespace: 'whose-output' });
  const { list } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const others = ({ others: families }: WhoseBenchmark): string =>
    families.every((family) => family === null)
      ? t('table.allSame', { count: families.length })
      : families.map((family) => family ?? t('table.same')).join(list);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" tabIndex={0}>
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{t('table.benchmark')}</th>
            <th scope="col">{t('table.others')}</th>
            {BUDGETS.map((budget) => (
              <th key={budget} scope="col">
                {t(`table.${budget}`)}
              </th>
            ))}
            <th scope="col">{t('table.collapsed')}</th>
          </tr>
        </thead>
        <tbody>
          {WHOSE_OUTPUT.benchmarks.map((benchmark) => (
            <tr key={benchmark.id}>
              <th scope="row">
                <a href={localPath(locale, benchmarkPath(benchmark.id))}>{text.benchmark(benchmark).name}</a>
              </th>
              <td data-label={t('table.others')}>{others(benchmark)}</td>
              {BUDGETS.map((budget) => (
                <td data-label={t(`table.${budget}`)} key={budget}>
                  <Difference benchmark={benchmark} budget={budget} locale={locale} />
                </td>
              ))}
              <td data-label={t('table.collapsed')}>{collapsedText(benchmark, t('table.notRun'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Shares of seeds that collapsed: on its own output, on the others'. */
function collapsedText(benchmark: WhoseBenchmark, notRun: string): string {
  const rows = budgetOf(benchmark, 'full')?.rows ?? [];
  const shares = [1, 0].flatMap((share) => rows.find(({ own }) => own === share)?.collapsed ?? []);
  return shares.length === 2 ? shares.map(formatShare).join(' → ') : notRun;
}

async function Difference({
  locale,
  benchmark,
  budget,
}: Props & { readonly benchmark: WhoseBenchmark; readonly budget: Budget }) {
  const t = await getTranslations({ locale, namespace: 'whose-output.table' });
  const difference = budgetOf(benchmark, budget)?.difference;
  if (!difference?.points) return <span className="absent">{t('notRun')}</span>;
  return (
    <>
      <Points locale={locale} measured={difference.points} />
      {difference.probability !== null && (
        <span className="interval">{t('probability', { share: difference.probability.toFixed(2) })}</span>
      )}
    </>
  );
}

async function Points({ locale, measured: { value, interval } }: Props & { readonly measured: Measured }) {
  const { to, noInterval } = await cellWords(locale);
  return (
    <>
      <strong>{formatPoints(value)}</strong>
      <span className="interval">{interval === null ? noInterval : formatInterval(...interval, to)}</span>
    </>
  );
}

/** Everything that was measured, a row a run. */
export async function WhoseOutputNumbers({ locale }: Props) {
  const t = await getTranslations({ locale, namespace: 'whose-output.numbers' });
  const { to, noInterval } = await cellWords(locale);
  const text = catalogText(locale);
  const rows = WHOSE_OUTPUT.benchmarks.flatMap((benchmark) =>
    benchmark.budgets.flatMap((budget) => budget.rows.map((row) => ({ benchmark, ...row }))),
  );
  return (
    <details className="printed">
      <summary>{t('show')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {(['benchmark', 'spec', 'own', 'score', 'metric', 'collapsed', 'digest'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ benchmark, spec, own, score, metric, collapsed, digest }) => (
              <tr key={`${benchmark.id} ${spec}`}>
                <th scope="row">{benchmark.benchmark}</th>
                <td>
                  <code>{spec}</code>
                </td>
                <td>{formatShare(own)}</td>
                <td>
                  {score === null ? '–' : formatScore(score.value)}
                  {score && (
                    <span className="interval">
                      {score.interval === null ? noInterval : formatInterval(...score.interval, to)}
                    </span>
                  )}
                </td>
                <td>
                  {metric === null ? '–' : formatNumber(metric.value)}{' '}
                  <span className="small muted">{text.metric(benchmark.metric)}</span>
                  {metric?.interval && (
                    <span className="interval">{`${formatNumber(metric.interval[0])} ${to} ${formatNumber(metric.interval[1])}`}</span>
                  )}
                </td>
                <td>{formatShare(collapsed)}</td>
                <td className="digest">{digest}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
