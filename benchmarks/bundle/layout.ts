/** Where things are inside a bundle. Pure: paths are relative, with forward slashes, and lower-case. */

export const SUBMISSION_PATH = 'submission.json';

/** What a sample file is: rows of doubles or of bytes, or one JSON value a line. */
export const SAMPLE_KINDS = ['npy', 'jsonl'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** Examples in one sample file, at most. */
export const MAX_SAMPLE_EXAMPLES = 500;

/** The path of a benchmark's run record. */
export function runPath(benchmark: string): string {
  return `runs/${benchmark}.json`;
}

/** The path of a run record whose samples were left out: the content's SHA-256 is in its name. */
export function lightPath({ id, version }: { readonly id: string; readonly version: number }, sha256: string): string {
  return `runs/${id}.${version}.${sha256.slice(0, HASH_DIGITS)}.light`;
}

/** Digits of a SHA-256 that name a light result. */
const HASH_DIGITS = 16;

/** The path of the samples that one seed's model of one generation gave. */
export function samplePath(benchmark: string, seed: number, generation: number, kind: SampleKind): string {
  return `samples/${benchmark}/seed-${seed}/gen-${generation}.${kind}`;
}

/** The path of the picture of those samples, for people. */
export function picturePath(benchmark: string, seed: number, generation: number): string {
  return `samples/${benchmark}/seed-${seed}/gen-${generation}.png`;
}

/**
 * What an evidence file holds, in the order in which metrics asked: images; the tokens of texts and where each text begins; and
 * log-probabilities of texts, nats.
 */
export const EVIDENCE_PARTS = ['samples', 'tokens', 'offsets', 'log-probabilities'] as const;
export type EvidencePart = (typeof EVIDENCE_PARTS)[number];

/** The path of what the metrics of one generation of one seed were computed from. */
export function evidencePath(benchmark: string, seed: number, generation: number, part: EvidencePart): string {
  return `${evidenceFolder(benchmark, seed)}/gen-${generation}.${part}.npy`;
}

/** The folder of a seed's evidence. */
export function evidenceFolder(benchmark: string, seed: number): string {
  return `evidence/${benchmark}/seed-${seed}`;
}

/** Where the source of a strategy's module is: the one with types, or the one without. */
export const MODULE_PATHS = ['strategy/module.ts', 'strategy/module.js'] as const;
/** What the sandbox found the module to declare. */
export const CARD_PATH = 'strategy/card.json';
export const README_PATH = 'strategy/README.md';
export const LICENCE_PATH = 'strategy/LICENSE';

/** What a file of a strategy's module is. */
export type StrategyFile = 'module' | 'card' | 'text';

const STRATEGY_FILES: Readonly<Record<string, StrategyFile>> = {
  [MODULE_PATHS[0]]: 'module',
  [MODULE_PATHS[1]]: 'module',
  [CARD_PATH]: 'card',
  [README_PATH]: 'text',
  [LICENCE_PATH]: 'text',
};

/** What a file of a bundle is, by its path alone. */
export type Place =
  | { readonly kind: 'submission' }
  | { readonly kind: 'strategy'; readonly as: StrategyFile }
  | { readonly kind: 'run'; readonly benchmark: string; readonly isLight: boolean }
  | {
      readonly kind: 'sample';
      readonly benchmark: string;
      readonly seed: number;
      readonly generation: number;
      readonly as: SampleKind;
    }
  | {
      readonly kind: 'evidence';
      readonly benchmark: string;
      readonly seed: number;
      readonly generation: number;
      readonly part: EvidencePart;
    }
  | { readonly kind: 'picture'; readonly benchmark: string; readonly seed: number; readonly generation: number };

const ID = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
/** No leading zeros: a file has one name. */
const COUNT = '0|[1-9]\\d{0,8}';
const RUN = new RegExp(`^runs/(${ID})(?:\\.json|(\\.[1-9]\\d{0,8}\\.[0-9a-f]{${HASH_DIGITS}}\\.light))$`);
const SAMPLE = new RegExp(`^samples/(${ID})/seed-(${COUNT})/gen-(${COUNT})\\.(npy|jsonl|png)$`);
const EVIDENCE = new RegExp(`^evidence/(${ID})/seed-(${COUNT})/gen-(${COUNT})\\.(${EVIDENCE_PARTS.join('|')})\\.npy$`);

/** What a path stands for, or null where no bundle has such a file. */
export function placeOf(path: string): Place | null {
  if (path === SUBMISSION_PATH) return { kind: 'submission' };
  if (Object.hasOwn(STRATEGY_FILES, path)) return { kind: 'strategy', as: STRATEGY_FILES[path] as StrategyFile };
  const run = RUN.exec(path);
  if (run?.[1] !== undefined) return { kind: 'run', benchmark: run[1], isLight: run[2] !== undefined };
  const sample = SAMPLE.exec(path);
  if (sample?.[1] === undefined) return evidencePlace(path);
  const place = { benchmark: sample[1], seed: Number(sample[2]), generation: Number(sample[3]) };
  return sample[4] === 'png'
    ? { kind: 'picture', ...place }
    : { kind: 'sample', ...place, as: sample[4] as SampleKind };
}

function evidencePlace(path: string): Place | null {
  const [, benchmark, seed, generation, part] = EVIDENCE.exec(path) ?? [];
  if (benchmark === undefined) return null;
  return {
    kind: 'evidence',
    benchmark,
    seed: Number(seed),
    generation: Number(generation),
    part: part as EvidencePart,
  };
}

/** Whether a folder of that path can hold files of a bundle. */
export function isBundleFolder(path: string): boolean {
  return /^(?:runs|strategy|(?:samples|evidence)(?:\/[a-z0-9-]+(?:\/seed-\d+)?)?)$/.test(path);
}

/** Orders paths as `LC_ALL=C sort` does; bundle paths are ASCII, so code units are bytes. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
