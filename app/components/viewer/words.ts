/** What the viewer says, in the page's language. */
import type { SampleFrame } from '#leaderboard/views/index.ts';
import type { ChartWords } from '../chart-words.ts';
import type { SummaryWords } from './summary.ts';

/** What is said under a frame: of points, whether a density is drawn beside them. */
type Caption = SampleFrame['kind'] | 'plane';

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
  /** With `{seed}`. */
  readonly seed: string;
  /** Over the figure of every seed, and what its lines are. */
  readonly seeds: string;
  readonly seedLines: string;
  readonly filmstrip: string;
  readonly numbers: string;
  readonly notMeasured: string;
  readonly kinds: Readonly<Record<Caption, string>>;
  readonly summary: SummaryWords;
  readonly charts: ChartWords;
}
