'use client';
import { shownGenerations } from '#leaderboard/submissions/shown-generations.ts';
import type { FramesView } from '#leaderboard/views/index.ts';
import type { Extent } from './extent.ts';
import { Stage } from './stage.tsx';
import { summarise } from './summary.ts';
import type { Truth } from './truth.ts';
import type { ViewerWords } from './words.ts';

export interface ViewerEntry {
  readonly id: string;
  /** Specification and tier. */
  readonly name: string;
}

interface Props {
  readonly name: string;
  readonly entries: readonly ViewerEntry[];
  readonly selected: string;
  readonly onChoose: (id: string) => void;
  readonly onGo: (generation: number) => void;
  readonly frames: FramesView | 'failed' | null;
  readonly generation: number;
  readonly extent: Extent;
  readonly truth: Truth;
  readonly source: string;
  readonly words: ViewerWords;
}

export function Side(props: Props) {
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
        {view && words.seed.replace('{seed}', String(view.seed))} {view && <a href={source}>{words.data}</a>}
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

const FILM = 6;

/** A few generations, evenly spread from the first to the last. */
function filmOf({ frames }: FramesView): FramesView['frames'][number][] {
  return shownGenerations(frames.length, FILM).flatMap((at) => frames[at] ?? []);
}
