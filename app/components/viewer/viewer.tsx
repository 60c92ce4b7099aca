'use client';
/** Steps through the generations of two entries side by side. What is shown stands in the address. */
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { FramesView } from '#leaderboard/views/index.ts';
import { useJson } from '../when-seen.ts';
import { extentOf } from './extent.ts';
import { FrameCaption } from './frame-caption.tsx';
import { FrameTable } from './frame-table.tsx';
import { SeedFigures } from './seed-figures.tsx';
import { fromAddress, queryOf, type Shown } from './shown.ts';
import { Side, type ViewerEntry } from './side.tsx';
import type { Truth } from './truth.ts';
import type { ViewerWords } from './words.ts';

interface Props {
  readonly benchmark: string;
  readonly truth: Truth;
  readonly entries: readonly ViewerEntry[];
  /** The other benchmarks' viewers, which open with the same two entries. */
  readonly others: readonly { readonly name: string; readonly href: string }[];
  /** What is shown where the address names nothing. */
  readonly initial: { readonly left: string; readonly right: string };
  readonly words: ViewerWords;
}

const STEP_MS = 700;

export function Viewer({ benchmark, truth, entries, others, initial, words }: Props) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  // The server doesn't know the query: the first picture is drawn in the browser.
  useEffect(() => setShown(fromAddress(initial)), [initial]);
  const source = (id: string | undefined): string => `/api/v1/submissions/${id}/frames/${benchmark}`;
  const left = useJson<FramesView>(source(shown?.left), shown !== null);
  const right = useJson<FramesView>(source(shown?.right), shown !== null);
  const sides = [left, right].filter((side): side is FramesView => side !== null && side !== 'failed');
  const stops = useMemo(() => stopsOf([left, right]), [left, right]);
  const last = stops.at(-1) ?? 0;
  const generation = Math.min(shown?.generation ?? last, last);
  const extent = useMemo(
    () =>
      extentOf(
        [left, right].flatMap((side) => (side === null || side === 'failed' ? [] : side.frames)),
        truth,
      ),
    [left, right, truth],
  );

  const show = (change: Partial<Shown>): void => {
    if (shown === null) return;
    const next = { ...shown, ...change };
    setShown(next);
    window.history.replaceState(null, '', window.location.pathname + queryOf(next));
  };
  const go = (to: number): void => show({ generation: Math.max(0, Math.min(last, to)) });
  // Of some entries a few generations are kept: a step leads to the next that there is something of.
  const after = (from: number): number => stops.find((stop) => stop > from) ?? last;
  const before = (from: number): number => stops.findLast((stop) => stop < from) ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer a step; `go` is made anew with each
  useEffect(() => {
    if (!isPlaying) return;
    if (generation >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => go(after(generation)), STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, generation, last]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (target.tagName === 'SELECT' || target.tagName === 'SUMMARY') return;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: after(generation),
      ArrowLeft: before(generation),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) go(to);
    else if (event.key === ' ' && target.tagName !== 'BUTTON') setPlaying(!isPlaying);
    else return;
    event.preventDefault();
  };

  // What was chosen goes along to another benchmark; what nobody chose is each one's own.
  const isChosen = shown !== null && (shown.left !== initial.left || shown.right !== initial.right);
  const buttons = [
    { name: words.first, to: 0 },
    { name: words.previous, to: before(generation) },
    { name: words.next, to: after(generation) },
    { name: words.last, to: last },
  ];
  const play = (
    <button key="play" onClick={() => setPlaying(!isPlaying)} type="button">
      {isPlaying ? words.pause : words.play}
    </button>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work wherever the focus is inside; every control can be reached alone
    <div className="viewer" onKeyDown={onKeyDown}>
      <p className="small">
        {others.map(({ name, href }, index) => (
          <span key={href}>
            {index > 0 && ' · '}
            <a href={isChosen ? href + queryOf({ ...(shown as Shown), generation: null }) : href}>{name}</a>
          </span>
        ))}
      </p>
      <div className="viewer-controls">
        {buttons.slice(0, 2).map(({ name, to }) => (
          <button key={name} onClick={() => go(to)} type="button">
            {name}
          </button>
        ))}
        {play}
        {buttons.slice(2).map(({ name, to }) => (
          <button key={name} onClick={() => go(to)} type="button">
            {name}
          </button>
        ))}
        <label>
          {words.generation}
          <input
            aria-valuetext={`${words.generation} ${generation}`}
            max={last}
            min={0}
            onChange={(event) => go(Number(event.target.value))}
            type="range"
            value={generation}
          />
          <output>{`${generation} / ${last}`}</output>
        </label>
      </div>
      <p className="small muted">{words.keys}</p>
      <div className="viewer-sides">
        {(['left', 'right'] as const).map((side) => (
          <Side
            entries={entries}
            extent={extent}
            frames={side === 'left' ? left : right}
            generation={generation}
            key={side}
            name={words[side]}
            onChoose={(id) => show({ [side]: id })}
            onGo={go}
            selected={shown?.[side] ?? initial[side]}
            source={source(shown?.[side] ?? initial[side])}
            truth={truth}
            words={words}
          />
        ))}
      </div>
      <FrameCaption frame={sides[0]?.frames[0]} truth={truth} words={words} />
      <SeedFigures sides={sides} words={words} />
      <FrameTable sides={sides} words={words} />
    </div>
  );
}

/** The generations that there is something of on either side, ascending. */
function stopsOf(sides: readonly (FramesView | 'failed' | null)[]): number[] {
  const shown = sides.flatMap((side) => (side === null || side === 'failed' ? [] : side.frames));
  return [...new Set(shown.map(({ generation }) => generation))].sort((a, b) => a - b);
}
