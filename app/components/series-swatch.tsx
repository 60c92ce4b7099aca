import type { SeriesStyle } from './series.ts';

/** A piece of a series' line, as legends show it. */
export function SeriesSwatch({ colour, dash, width }: SeriesStyle) {
  return (
    <svg aria-hidden="true" height="10" width="28">
      <path d="M1 5H27" stroke={colour} strokeDasharray={dash} strokeWidth={width} />
    </svg>
  );
}
