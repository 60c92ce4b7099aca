import { formatInterval, formatScore } from '../format.ts';
import type { CellWords } from './score-words.ts';
import type { ShownScore } from './table-rows.ts';

interface Props {
  readonly score: ShownScore;
  readonly words: CellWords;
}

/** A score with its interval, written and drawn. */
export function Score({ score, words }: Props) {
  if (score.value === null) return <Absent score={score} words={words} />;
  return (
    <span className="score">
      <strong>{formatScore(score.value)}</strong>
      {score.low !== null && score.high !== null ? (
        <>
          <span className="interval">{formatInterval(score.low, score.high, words.to)}</span>
          <IntervalBar high={score.high} low={score.low} value={score.value} />
        </>
      ) : (
        <span className="interval">{words.noInterval}</span>
      )}
    </span>
  );
}

/** Scores are drawn from −100 to 110, the range they are clipped to before they are averaged. */
const LEFT = -100;
const RIGHT = 110;
const WIDTH = 110;
const place = (score: number): number =>
  3 + ((WIDTH - 6) * (Math.min(RIGHT, Math.max(LEFT, score)) - LEFT)) / (RIGHT - LEFT);

const AXIS = `M3 7H${WIDTH - 3}M${Math.round(place(0))} 3v8M${Math.round(place(100))} 3v8`;

function IntervalBar({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }) {
  return (
    <svg aria-hidden="true" className="interval-bar" viewBox={`0 0 ${WIDTH} 14`}>
      <path className="axis" d={AXIS} />
      <path className="range" d={`M${place(low).toFixed(1)} 7H${place(high).toFixed(1)}`} />
      <circle className="value" cx={place(value).toFixed(1)} cy="7" r="3" />
    </svg>
  );
}

/**
 * One benchmark's or group's score, shaded: green towards 100, red below 0. The number says the same without colour. Its
 * interval stands under it, or is told to who points at it.
 */
export function HeatScore({ score, words, withInterval = true }: Props & { readonly withInterval?: boolean }) {
  const { value, low, high, fewSeeds } = score;
  if (value === null) return <Absent isBrief={!withInterval} score={score} words={words} />;
  const strength = Math.min(4, Math.round(Math.abs(value) / 25));
  const interval =
    low === null || high === null ? undefined : formatInterval(low, high, words.to) + (fewSeeds ? ' *' : '');
  return (
    <>
      <span className={`heat ${value >= 0 ? 'high' : 'low'}-${strength}`} title={withInterval ? undefined : interval}>
        {formatScore(value)}
      </span>
      {withInterval && interval !== undefined && <span className="interval">{interval}</span>}
    </>
  );
}

/** Where there is little room a dash stands for what was not run; what went wrong is said in any case. */
function Absent({ score, words, isBrief = false }: Props & { readonly isBrief?: boolean }) {
  const { status } = score;
  if (status === 'scored') return <span className="absent">–</span>;
  const full = words.states[status];
  const brief =
    status === 'missing' || status === 'incomplete' ? '–' : status === 'inapplicable' ? words.notApplicable : full;
  return (
    <abbr className="absent" title={score.words}>
      {isBrief ? brief : full}
      {isBrief && brief !== full && <span className="unseen"> {full}</span>}
    </abbr>
  );
}
