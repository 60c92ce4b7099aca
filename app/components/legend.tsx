import type { ChartLine } from '#leaderboard/views/index.ts';
import type { SeriesStyle } from './series.ts';
import { seriesStyles } from './series.ts';

interface Props {
  readonly lines: readonly ChartLine[];
  /** What stands before a submission's id in its page's address. */
  readonly pathPrefix: string;
}

/** The legend of a page's charts. */
export function Legend({ lines, pathPrefix }: Props) {
  const styles = seriesStyles(lines);
  return (
    <ul className="legend">
      {lines.map(({ id, spec }) => (
        <li key={id}>
          <Swatch {...(styles.get(id) as SeriesStyle)} />
          <a href={pathPrefix + id}>{spec}</a>
        </li>
      ))}
    </ul>
  );
}

/** A piece of a series' line. */
export function Swatch({ colour, dash, width }: SeriesStyle) {
  return (
    <svg aria-hidden="true" height="10" width="28">
      <path d="M1 5H27" stroke={colour} strokeDasharray={dash} strokeWidth={width} />
    </svg>
  );
}
