/**
 * Makes frames of a run's samples, generation by generation. What is drawn follows from the form that the benchmark's
 * samples have. Both the work and the answer are bounded, whatever a bundle holds: this runs when somebody opens a page.
 */
import { Findings } from '#benchmarks/bundle/findings.ts';
import { placeOf } from '#benchmarks/bundle/layout.ts';
import { readLight } from '#benchmarks/bundle/light/read-light.ts';
import { type Examples, readExamples } from '#benchmarks/bundle/sample-file.ts';
import type { BundleFile } from '#benchmarks/bundle/source.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { SampleForm } from '#benchmarks/protocol/sample-form.ts';
import { readContent } from '../intake/bundle-store.ts';
import type { SampleFrame } from '../views/frames.ts';
import { imageSheet } from './image-sheet.ts';
import { repeatsOf } from './repeats.ts';
import { retold } from './retold.ts';

/** As many as the longest official run has. */
export const MAX_FRAMES = 501;
/** More marks than these can't be told apart. */
const MAX_POINTS = 300;
const MAX_SENTENCES = 10;
/** Of one generation, where a run has no more than `FULL_FRAMES`; else fewer, so that all have as many together. */
const MAX_IMAGES = 100;
/** Characters that phrases are counted in: four times those of an official run's samples. */
const MAX_CHARACTERS = 200_000;
const FULL_FRAMES = 51;

export type SeedFrames =
  | { readonly seed: number; readonly isExcerpt: boolean; readonly frames: readonly SampleFrame[] }
  /** A file that can't be shown, and why: it was taken before the rule was made that refuses it. */
  | { readonly fault: string }
  /** Why a file can't be read: an error that a worker throws loses its code. */
  | { readonly lost: string };

export interface FramesRequest {
  /** The bundle store. */
  readonly store: string;
  /** Of a bundle, those of one benchmark's samples; else its light result, which has excerpts. */
  readonly files: readonly BundleFile[];
  readonly form: SampleForm;
}

/** The frames of the first seed that has samples, by generation; null where there are none. */
export async function framesOf(request: FramesRequest): Promise<SeedFrames | null> {
  try {
    return await readFrames(request);
  } catch (error) {
    if (error instanceof HeirloomError && error.code === 'input-output') return { lost: error.message };
    throw error;
  }
}

/** One generation's examples in a file or in a light result. */
interface Sample {
  readonly path: string;
  readonly seed: number;
  readonly generation: number;
  readonly read: () => Promise<Buffer>;
}

async function readFrames({ store, files, form }: FramesRequest): Promise<SeedFrames | null> {
  const light = files.find(({ path }) => isLightPath(path));
  const samples = light === undefined ? files.flatMap((file) => sampleIn(store, file)) : await excerptsIn(store, light);
  const seed = samples.reduce((least, sample) => Math.min(least, sample.seed), Number.POSITIVE_INFINITY);
  const own = samples
    .filter((sample) => sample.seed === seed)
    .sort((a, b) => a.generation - b.generation)
    .slice(0, MAX_FRAMES);
  if (own.length === 0) return null;
  const part = Math.min(1, FULL_FRAMES / own.length);
  const frames: SampleFrame[] = [];
  /** The texts of the first generation that there is, which later ones are compared with. */
  let first: readonly string[] | null = null;
  for (const { path, generation, read } of own) {
    const findings = new Findings();
    const examples = readExamples(path, await read(), form, findings);
    if (examples === null) {
      const [problem] = findings.problems;
      return { fault: `${problem?.path}: ${problem?.message}` };
    }
    if (examples.kind === 'texts') first ??= examples.texts;
    frames.push({ generation, ...(retoldFrame(examples, first, form) ?? frameOf(examples, part)) });
  }
  return { seed, isExcerpt: light !== undefined, frames };
}

function isLightPath(path: string): boolean {
  const place = placeOf(path);
  return place?.kind === 'run' && place.isLight;
}

function sampleIn(store: string, file: BundleFile): Sample[] {
  const place = placeOf(file.path);
  return place?.kind === 'sample' ? [{ path: file.path, ...place, read: () => readContent(store, file) }] : [];
}

/** The excerpts of a light result, which was checked when it came. */
async function excerptsIn(store: string, file: BundleFile): Promise<Sample[]> {
  const { excerpts } = readLight(await readContent(store, file), file.path, new Findings()) ?? { excerpts: [] };
  return excerpts.map(({ seed, generation, kind, content }) => ({
    path: `${file.path}#/excerpts/gen-${generation}.${kind}`,
    seed,
    generation,
    read: async () => content,
  }));
}

type Frame<Kind extends SampleFrame['kind']> = Omit<Extract<SampleFrame, { kind: Kind }>, 'generation'>;

type AnyFrame = Frame<'values'> | Frame<'points'> | Frame<'words'> | Frame<'images'> | Frame<'sentences'>;

/** `part`: of what is looked at in a generation, in (0, 1]. */
function frameOf(examples: Examples, part: number): AnyFrame {
  switch (examples.kind) {
    case 'vectors':
      return examples.width === 1 ? valueFrame(examples.values) : pointFrame(examples.values, examples.width);
    case 'ranks':
      return wordFrame(examples.values);
    case 'images':
      return imageFrame(examples.values, examples.side, Math.floor(part * MAX_IMAGES));
    case 'texts':
      return textFrame(examples.texts, Math.floor(part * MAX_CHARACTERS));
  }
}

/** Where every generation tells of the same; null for any other form. */
function retoldFrame(
  examples: Examples,
  first: readonly string[] | null,
  form: SampleForm,
): Frame<'statements'> | null {
  if (form.kind !== 'texts' || form.subjectWords === undefined || examples.kind !== 'texts') return null;
  const { changed, subjects } = retold(examples.texts, first ?? examples.texts, form.subjectWords);
  return { kind: 'statements', changed: brief(changed), subjects };
}

const brief = (value: number): number => Number(value.toPrecision(4));

function valueFrame(values: Float64Array): Frame<'values'> {
  return { kind: 'values', values: [...values.subarray(0, MAX_POINTS)].map(brief) };
}

/** The first and the last column: both of two, or one variable and the response. */
function pointFrame(values: Float64Array, width: number): Frame<'points'> {
  const rows = values.length / width;
  const points = Array.from({ length: Math.min(rows, MAX_POINTS) }, (_, row): [number, number] => [
    brief(values[row * width] as number),
    brief(values[row * width + width - 1] as number),
  ]);
  return { kind: 'points', points };
}

/** How often each word was drawn, the commonest first. */
function wordFrame(ranks: Float64Array): Frame<'words'> {
  const counts = new Map<number, number>();
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  const words = [...counts].sort(([a, x], [b, y]) => y - x || a - b);
  return { kind: 'words', drawn: ranks.length, words };
}

function imageFrame(pixels: Uint8Array, side: number, maxImages: number): Frame<'images'> {
  const width = side * side;
  const count = Math.min(maxImages, pixels.length / width);
  const shown = pixels.subarray(0, count * width);
  let ink = 0;
  let variance = 0;
  for (let pixel = 0; pixel < width; pixel++) {
    const values = Array.from({ length: count }, (_, i) => (shown[i * width + pixel] as number) / 255);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    ink += mean / width;
    variance += values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (count * width);
  }
  return { kind: 'images', ink: brief(ink), deviation: brief(Math.sqrt(variance)), ...imageSheet(shown, side) };
}

function textFrame(texts: readonly string[], characters: number): Frame<'sentences'> {
  const { marked, share } = repeatsOf(texts, { sentences: MAX_SENTENCES, characters });
  return { kind: 'sentences', sentences: marked, repeated: brief(share) };
}
