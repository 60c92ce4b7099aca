import type { LineStyle } from '#benchmarks/figures/line-styles.ts';
import { markerPath } from '#benchmarks/figures/markers.ts';

/** A piece of a line, as figures draw it. */
export function Swatch({ style: { colour, dash, width, marker } }: { readonly style: LineStyle }) {
  const paint = `var(--${colour})`;
  return (
    <svg aria-hidden="true" className="swatch" height="10" width="30">
      <path d="M1 5H29" fill="none" stroke={paint} strokeDasharray={dash} strokeWidth={width} />
      {marker !== null && <path d={markerPath(marker, 15, 5)} fill={paint} stroke={paint} />}
    </svg>
  );
}
