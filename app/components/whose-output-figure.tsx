import { getTranslations } from 'next-intl/server';
import { formatNumber, formatScore, formatShare } from '../format.ts';
import type { Locale } from '../i18n/locales.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { type Budget, budgetOf, type WhoseBenchmark } from '../whose-output.ts';
import { catalogText } from './catalog-text.ts';

interface Props {
  readonly locale: Locale;
  readonly benchmarks: readonly WhoseBenchmark[];
  readonly budget: Budget;
  /** Shares of own output that are drawn, in the order of their marks. */
  readonly shares: readonly number[];
}

const WIDTH = 560;
const LEFT = 150;
const RIGHT = 16;
const TOP = 8;
const ROW = 46;
const BOTTOM = 24;
/** The range in which scores count. */
const [LOW, HIGH] = [-100, 110];
const TICKS = [-100, -50, 0, 50, 100];

const x = (points: number): number =>
  LEFT + ((WIDTH - LEFT - RIGHT) * (Math.max(LOW, Math.min(HIGH, points)) - LOW)) / (HIGH - LOW);

/** The score of each benchmark by the share of own output: a row a benchmark, a mark a share, what lies beyond as an arrow. */
export async function WhoseOutputFigure({ locale, benchmarks, budget, shares }: Props) {
  const t = await getTranslations({ locale, namespace: 'whose-output' });
  const text = catalogText(locale);
  const { colon } = PUNCTUATION[locale];
  const shown = benchmarks.filter((benchmark) =>
    budgetOf(benchmark, budget)?.rows.some(({ own }) => shares.includes(own)),
  );
  const height = TOP + ROW * shown.length + BOTTOM;
  return (
    <figure className="about-figure whose">
      <figcaption>
        <strong>{t(`budgets.${budget}.title`)}</strong>
        {t(`budgets.${budget}.text`)}
      </figcaption>
      <svg aria-label={t(`budgets.${budget}.title`)} role="img" viewBox={`0 0 ${WIDTH} ${height}`}>
        {TICKS.map((tick) => (
          <g key={tick}>
            <path
              className={tick === 0 || tick === 100 ? 'axis strong' : 'axis'}
              d={`M${x(tick)} ${TOP}V${height - BOTTOM}`}
            />
            <text textAnchor="middle" x={x(tick)} y={height - 8}>
              {formatNumber(tick)}
            </text>
          </g>
        ))}
        {shown.map((benchmark, row) => (
          <g key={benchmark.id}>
            <text className="name" textAnchor="end" x={LEFT - 10} y={TOP + ROW * (row + 0.5) + 4}>
              {text.benchmark(benchmark).name}
            </text>
            {budgetOf(benchmark, budget)?.rows.map(({ own, score }) => {
              const mark = shares.indexOf(own);
              if (mark === -1 || score === null) return null;
              const y = TOP + ROW * row + 8 + (mark * (ROW - 16)) / Math.max(1, shares.length - 1);
              const [low, high] = score.interval ?? [score.value, score.value];
              return (
                <g key={own} stroke={`var(--series-${mark + 1})`}>
                  <path d={`M${x(low)} ${y}H${x(high)}`} />
                  <Mark mark={mark} x={x(score.value)} y={y}>
                    {formatShare(own) + colon + formatScore(score.value)}
                  </Mark>
                </g>
              );
            })}
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Shapes as well as colours tell the shares apart. */
function Mark({
  mark,
  x: at,
  y,
  children,
}: {
  readonly mark: number;
  readonly x: number;
  readonly y: number;
  readonly children?: string;
}) {
  const shapes = [
    <circle cx={at} cy={y} key="circle" r="4" />,
    <path d={`M${at - 4} ${y - 4}h8v8h-8Z`} key="square" />,
    <path d={`M${at} ${y - 5}l5 5l-5 5l-5 -5Z`} key="diamond" />,
  ];
  return (
    <g className="mark" fill={`var(--series-${mark + 1})`}>
      {children !== undefined && <title>{children}</title>}
      {shapes[mark % shapes.length]}
    </g>
  );
}

/** What the marks mean. */
export function WhoseOutputLegend({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className="legend whose">
      {names.map((name, mark) => (
        <li key={name}>
          <svg aria-hidden="true" height="12" stroke={`var(--series-${mark + 1})`} width="14">
            <Mark mark={mark} x={7} y={6} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
