'use client';
import { MOST_IN_FOCUS } from '#benchmarks/figures/figure.ts';
import type { LineStyle } from '#benchmarks/figures/line-styles.ts';
import { toggleFocus, useFocus } from './figure-focus.ts';
import { Swatch } from './swatch.tsx';

interface Props {
  readonly lines: readonly {
    readonly id: string;
    readonly spec: string;
    readonly style: LineStyle;
    /** In focus whatever else is. */
    readonly isReference: boolean;
    /** What a click on its sign does, before and after. */
    readonly pin: string;
    readonly pinned: string;
  }[];
  readonly pathPrefix: string;
  /** What signs are for, where there are more lines than are in focus. */
  readonly help: string;
}

export function LegendPins({ lines, pathPrefix, help }: Props) {
  const focus = useFocus();
  const others = lines.filter(({ isReference }) => !isReference).map(({ id }) => id);
  const asked = focus.filter((id) => others.includes(id));
  const shown = asked.length > 0 ? asked : others.slice(0, MOST_IN_FOCUS);
  const hasChoice = others.length > MOST_IN_FOCUS;
  return (
    <>
      <ul className="legend">
        {lines.map(({ id, spec, style, isReference, pin, pinned }) => (
          <li className={isReference || shown.includes(id) ? undefined : 'beyond'} key={id}>
            {isReference || others.length < 2 ? (
              <Swatch style={style} />
            ) : (
              <button
                aria-label={asked.includes(id) ? pinned : pin}
                aria-pressed={asked.includes(id)}
                className="pin"
                onClick={() => toggleFocus(id)}
                title={asked.includes(id) ? pinned : pin}
                type="button"
              >
                <Swatch style={style} />
              </button>
            )}
            <a href={pathPrefix + id}>{spec}</a>
          </li>
        ))}
      </ul>
      {hasChoice && <p className="small muted pin-help">{help}</p>}
    </>
  );
}
