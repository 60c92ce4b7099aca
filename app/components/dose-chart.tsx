'use client';
/**
 * A chart of doses as a plain picture, which the server draws: it needs no JavaScript. A client component only so that its numbers
 * are sent once, and not as markup a second time.
 */
import { pathThrough } from '../charts/paths.ts';
import { formatAmount, formatInterval, formatNumber, formatScore, formatShare } from '../format.ts';
import {
  amountRange,
  doseColour,
  doseRange,
  type Frame,
  roundTicks,
  scaleX,
  scaleY,
  scoreRange,
  throughDoses,
} from './dose-geometry.ts';

/** `[line, dose, value, low, high, vouched, specification, id]` */
export type DosePoint = readonly [
  line: number,
  dose: number,
  value: number,
  low: number | null,
  high: number | null,
  vouched: 0 | 1,
  spec: string,
  id: string,
];

export interface DoseChartProps {
  readonly title: string;
  /** Shares are in [0, 1] and read in percent. */
  readonly isShare: boolean;
  /** Scores have a range of their own; amounts are in training sets. */
  readonly measure: 'score' | 'amount';
  readonly points: readonly DosePoint[];
  /** `[line, dose, value]` of what a law expects; drawn dashed. */
  readonly expected: readonly (readonly [number, number, number])[];
  /** Below and beside the axes. */
  readonly xName: string;
  readonly yName: string;
  /** The word between the ends of an interval. */
  readonly to: string;
  /** Between the parts of what a point says of itself. */
  readonly comma: string;
}

const FRAME: Frame = { width: 380, height: 250, left: 44, right: 12, top: 22, bottom: 40 };
const CAP = 3;

export function DoseChart({ title, isShare, measure, points, expected, xName, yName, to, comma }: DoseChartProps) {
  const doses = doseRange(
    [...points, ...expected].map(([, dose]) => dose),
    isShare,
  );
  const values = [...points, ...expected].map(([, , value]) => value);
  const range = measure === 'score' ? scoreRange(values) : amountRange(values);
  const [x, y] = [scaleX(FRAME, doses), scaleY(FRAME, range)];
  const inside = (value: number): number => y(Math.max(range.low, Math.min(range.high, value)));
  const format = measure === 'score' ? formatScore : formatAmount;
  const lines = [...new Set(points.map(([line]) => line))];
  return (
    <svg aria-label={title} className="dose-chart" role="img" viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}>
      {roundTicks(range).map((tick) => (
        <g key={tick}>
          <path className={tick === 0 ? 'axis' : 'grid'} d={`M${FRAME.left} ${y(tick)}H${FRAME.width - FRAME.right}`} />
          <text textAnchor="end" x={FRAME.left - 6} y={y(tick) + 4}>
            {measure === 'score' ? formatNumber(tick) : formatAmount(tick)}
          </text>
        </g>
      ))}
      {roundTicks(doses).map((tick) => (
        <text key={tick} textAnchor="middle" x={x(tick)} y={FRAME.height - FRAME.bottom + 16}>
          {isShare ? formatShare(tick) : formatNumber(tick)}
        </text>
      ))}
      <text textAnchor="middle" x={(FRAME.left + FRAME.width - FRAME.right) / 2} y={FRAME.height - 6}>
        {xName}
      </text>
      <text x={4} y={12}>
        {yName}
      </text>
      {lines.map((line) => {
        const own = points
          .filter(([of]) => of === line)
          .map(([, dose, value, , , vouched]) => ({ dose, value, vouched: vouched === 1 }));
        const path = pathThrough(throughDoses(own).map(({ dose, value }) => [x(dose), inside(value)]));
        return <path className="response" d={path} key={line} stroke={doseColour(line)} />;
      })}
      {[...new Set(expected.map(([line]) => line))].map((line) => {
        const own = expected.filter(([of]) => of === line).map(([, dose, value]) => ({ dose, value, vouched: true }));
        const path = pathThrough(throughDoses(own).map(({ dose, value }) => [x(dose), inside(value)]));
        return <path className="law" d={path} key={line} />;
      })}
      {points.map(([line, dose, value, low, high, vouched, spec, id]) => {
        const interval = low === null || high === null ? '' : ` ${formatInterval(low, high, to)}`;
        const told = isShare ? formatShare(dose) : formatNumber(dose);
        const [at, from, until] = [
          x(dose).toFixed(1),
          inside(low ?? value).toFixed(1),
          inside(high ?? value).toFixed(1),
        ];
        return (
          <g key={`${line} ${id}`} stroke={doseColour(line)}>
            {from !== until && (
              <path
                d={`M${at} ${from}V${until}M${Number(at) - CAP} ${from}h${2 * CAP}M${Number(at) - CAP} ${until}h${2 * CAP}`}
              />
            )}
            <circle cx={at} cy={inside(value).toFixed(1)} fill={vouched ? doseColour(line) : 'var(--paper)'} r="3.5">
              <title>{[spec, told, format(value) + interval].join(comma)}</title>
            </circle>
          </g>
        );
      })}
    </svg>
  );
}
