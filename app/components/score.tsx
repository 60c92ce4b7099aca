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

/** One benchmark's score, shaded: green towards 100, red below 0. The number says the same without colour. */
export function HeatScore({ score, words }: Props) {
  if (score.value === null) return <Absent score={score} words={words} />;
  const strength = Math.min(4, Math.round(Math.abs(score.value) / 25));
  return (
    <>
      <span className={`heat ${score.value >= 0 ? 'high' : 'low'}-${strength}`}>{formatScore(score.value)}</span>
      {score.low !== null && score.high !== null && (
        <span className="interval">{`${formatInterval(score.low, score.high, words.to)}${score.fewSeeds ? ' *' : ''}`}</span>
      )}
    </>
  );
}

function Absent({ score, words }: Props) {
  if (score.status === 'scored') return <span className="absent">–</span>;
  return (
    <abbr className="absent" title={score.words}>
      {words.states[score.status]}
    </abbr>
  );
}
