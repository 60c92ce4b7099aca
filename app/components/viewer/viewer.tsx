'use client';
/** Steps through the generations of two entries side by side. What is shown stands in the address. */
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { RealSample } from '#benchmarks/protocol/real-sample.ts';
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import type { FramesView } from '#leaderboard/views/index.ts';
import { useJson } from '../when-seen.ts';
import { FrameTable } from './frame-table.tsx';
import { extentOf, Stage } from './stage.tsx';
import { type SummaryWords, summarise } from './summary.ts';

export interface ViewerWords {
  readonly left: string;
  readonly right: string;
  readonly generation: string;
  readonly play: string;
  readonly pause: string;
  readonly first: string;
  readonly previous: string;
  readonly next: string;
  readonly last: string;
  readonly keys: string;
  readonly loading: string;
  readonly failed: string;
  /** Before the command that makes all samples again. */
  readonly madeAgain: string;
  readonly data: string;
  readonly filmstrip: string;
  readonly numbers: string;
  readonly notMeasured: string;
  readonly kinds: Readonly<Record<'values' | 'points' | 'words' | 'sentences' | 'statements' | 'images', string>>;
  readonly summary: SummaryWords;
}

export interface ViewerEntry {
  readonly id: string;
  /** Specification and tier. */
  readonly name: string;
}

interface Props {
  readonly benchmark: string;
  readonly truth: RealSample['data'] | null;
  readonly entries: readonly ViewerEntry[];
  /** The other benchmarks' viewers, which open with the same two entries. */
  readonly others: readonly { readonly name: string; readonly href: string }[];
  /** What is shown where the address names nothing. */
  readonly initial: { readonly left: string; readonly right: string };
  readonly words: ViewerWords;
}

interface Shown {
  readonly left: string;
  readonly right: string;
  /** Null where the address names none: the last one is shown, where the difference is largest. */
  readonly generation: number | null;
}

const STEP_MS = 700;
const FILM = 6;

/** What the address names, where it does. */
function fromAddress(initial: Props['initial']): Shown {
  const query = new URLSearchParams(window.location.search);
  const id = (name: 'left' | 'right'): string => {
    const value = plainSubmission(query.get(name) ?? '');
    return /^[0-9a-f]{16}$/.test(value) ? value : initial[name];
  };
  const generation = /^\d{1,6}$/.exec(query.get('generation') ?? '')?.[0];
  return { left: id('left'), right: id('right'), generation: generation === undefined ? null : Number(generation) };
}

/** What the address says of what is shown. */
function queryOf({ left, right, generation }: Shown): string {
  const at = generation === null ? '' : `&generation=${generation}`;
  return `?left=${left}&right=${right}${at}`;
}

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
      <FrameTable sides={sides} words={words} />
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly entries: readonly ViewerEntry[];
  readonly selected: string;
  readonly onChoose: (id: string) => void;
  readonly onGo: (generation: number) => void;
  readonly frames: FramesView | 'failed' | null;
  readonly generation: number;
  readonly extent: ReturnType<typeof extentOf>;
  readonly truth: RealSample['data'] | null;
  readonly source: string;
  readonly words: ViewerWords;
}

function Side(props: SideProps) {
  const { name, entries, selected, onChoose, onGo, frames, generation, extent, truth, source, words } = props;
  const known = entries.some(({ id }) => id === selected);
  const view = frames === null || frames === 'failed' ? null : frames;
  const frame = view?.frames.findLast((candidate) => candidate.generation <= generation) ?? view?.frames[0];
  const summary = view && frame ? summarise(frame, view.spec, truth, words.summary) : '';
  return (
    <section aria-label={name}>
      <label className="viewer-entry">
        {name}
        <select onChange={(event) => onChoose(event.target.value)} value={selected}>
          {!known && <option value={selected}>{view?.spec ?? selected}</option>}
          {entries.map((entry) => (
            <option key={entry.id} value={entry.id}>
              {entry.name}
            </option>
          ))}
        </select>
      </label>
      {frame ? (
        <Stage extent={extent} frame={frame} label={summary} truth={truth} />
      ) : (
        <p className="stage empty">{frames === 'failed' ? words.failed : words.loading}</p>
      )}
      <p aria-live="polite" className="viewer-summary">
        {summary}
      </p>
      <p className="small muted">
        {frame && words.kinds[frame.kind]} {view && <a href={source}>{words.data}</a>}
      </p>
      {view?.madeAgain && (
        <p className="small muted">
          {words.madeAgain} <code>{view.madeAgain}</code>
        </p>
      )}
      {view && frame && frame.kind !== 'sentences' && frame.kind !== 'statements' && (
        <ul aria-label={words.filmstrip} className="film">
          {filmOf(view).map((still) => (
            <li key={still.generation}>
              <button
                aria-current={still.generation === frame.generation ? 'true' : undefined}
                aria-label={`${words.generation} ${still.generation}`}
                onClick={() => onGo(still.generation)}
                type="button"
              >
                <Stage extent={extent} frame={still} label={`${words.generation} ${still.generation}`} truth={truth} />
                {still.generation}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The generations that there is something of on either side, ascending. */
function stopsOf(sides: readonly (FramesView | 'failed' | null)[]): number[] {
  const shown = sides.flatMap((side) => (side === null || side === 'failed' ? [] : side.frames));
  return [...new Set(shown.map(({ generation }) => generation))].sort((a, b) => a - b);
}

/** A few generations, evenly spread from the first to the last. */
function filmOf({ frames }: FramesView): FramesView['frames'][number][] {
  const count = Math.min(FILM, frames.length);
  return Array.from({ length: count }, (_, index) =>
    Math.round((index * (frames.length - 1)) / Math.max(1, count - 1)),
  ).flatMap((at) => frames[at] ?? []);
}
