import { getTranslations } from 'next-intl/server';
import type { Attribution, AttributionResult, Part } from '#benchmarks/protocol/attribution.ts';
import { ERRORS } from '#benchmarks/protocol/card.ts';
import type { BenchmarkView } from '#leaderboard/views/index.ts';
import stored from '../attributions.json' with { type: 'json' };
import { formatNumber } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { catalogText } from './catalog-text.ts';
import { ForestPlot } from './forest-plot.tsx';

interface Props {
  readonly locale: Locale;
  readonly benchmark: Pick<BenchmarkView, 'id' | 'version' | 'metrics'>;
}

const ATTRIBUTIONS = stored as unknown as readonly AttributionResult[];

/** Where the loss of `replace` comes from, as far as it was computed: the three errors' parts, the oracle's beside them. */
export async function LossSources({ locale, benchmark }: Props) {
  const found = ATTRIBUTIONS.find((one) => one.benchmark === `${benchmark.id}@${benchmark.version}`);
  const [primary] = benchmark.metrics;
  if (!found || !primary) return null;
  const t = await getTranslations({ locale, namespace: 'benchmarks.loss' });
  const metric = catalogText(locale).metric(primary);
  const { tier, generations, seeds } = found;
  const columns: readonly (readonly [string, Attribution])[] = [
    [found.strategy.spec, found.strategy],
    ['oracle', found.oracle],
  ];
  const rows: readonly (readonly [string, (split: Attribution) => Part])[] = [
    [t('whole'), ({ whole }) => whole],
    ...ERRORS.map((error) => [t(error), ({ parts }: Attribution) => parts[error]] as const),
    [t('left'), ({ left }) => left],
  ];
  const reach = Math.max(...columns.flatMap(([, split]) => rows.flatMap(([, of]) => ends(of(split)).map(Math.abs))));
  return (
    <>
      <h2>{t('title')}</h2>
      <p className="prose">{t('text', { metric, generations, seeds, tier, unit: found.unit })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <table className="cards">
          <thead>
            <tr>
              <th scope="col">{t('error')}</th>
              {columns.map(([spec]) => (
                <th key={spec} scope="col">
                  <code>{spec}</code>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, of]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map(([spec, split]) => (
                  <td data-label={spec} key={spec}>
                    <Cell comma={PUNCTUATION[locale].comma} part={of(split)} reach={reach} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="prose small">
        {found.knobs.map((knob) => (
          <li key={knob.error}>
            {t(knob.error)}
            {PUNCTUATION[locale].colon}
            <span lang="en">{'none' in knob ? knob.none : knob.words}</span>
            {'none' in knob && ` ${t('none')}`}
          </li>
        ))}
      </ul>
      <p className="small muted">
        {t('command')} <code>{`npx heirloom attribute ${found.benchmark} --strategy replace --tier ${tier}`}</code>
      </p>
    </>
  );
}

const ends = ({ value, interval }: Part): readonly number[] => interval ?? [value];

function Cell({ part, reach, comma }: { readonly part: Part; readonly reach: number; readonly comma: string }) {
  const [low, high] = part.interval ?? [null, null];
  return (
    <>
      <ForestPlot difference={{ value: part.value, low, high }} reach={reach} /> {formatNumber(part.value)}
      {part.interval !== null && ` [${part.interval.map(formatNumber).join(comma)}]`}
    </>
  );
}
