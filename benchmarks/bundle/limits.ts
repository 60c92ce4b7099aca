/** What a bundle may cost to look at. The caps hold while a bundle is read, so a hostile one is dropped early. */

export interface BundleLimits {
  /** Bytes of a `.tar.gz`. */
  readonly packedBytes: number;
  /** Bytes of all files, and of an archive's headers and padding. */
  readonly unpackedBytes: number;
  readonly submissionBytes: number;
  readonly runBytes: number;
  /** Run records are held in memory, at about ten times their size. */
  readonly allRunsBytes: number;
  readonly sampleBytes: number;
  /** Bytes that a light result unpacks to; today's have at most about 1 MB. */
  readonly lightBytes: number;
  /** Files and folders. */
  readonly entries: number;
}

const MEGABYTE = 1024 * 1024;

export const LIMITS: BundleLimits = {
  packedBytes: 100 * MEGABYTE,
  unpackedBytes: 256 * MEGABYTE,
  submissionBytes: MEGABYTE,
  runBytes: 64 * MEGABYTE,
  allRunsBytes: 64 * MEGABYTE,
  sampleBytes: 16 * MEGABYTE,
  lightBytes: 16 * MEGABYTE,
  entries: 20_000,
};

/** Characters of a path inside a bundle; a well-formed one has at most about 110. */
export const MAX_PATH_LENGTH = 200;
/** Nesting of JSON values; a well-formed record needs 6. */
export const MAX_JSON_DEPTH = 32;
/** Arrays and objects of one JSON file: 64 MB of `{},` would fill a gigabyte. A record has about 20 a kilobyte. */
export const MAX_JSON_CONTAINERS = 2_000_000;
/** Elements of one JSON array: as many as the largest number of seeds or of generations, and one more. */
export const MAX_ARRAY_LENGTH = 100_001;
/** Fields of one JSON object. */
export const MAX_OBJECT_FIELDS = 1000;
/** Characters of one text. A sample of a text model that has all but lost its full stop is long: 22,844 were seen. */
export const MAX_TEXT_LENGTH = 1_000_000;
/** Parts of `synthetic` in one ledger entry: sources × generations. */
export const MAX_SYNTHETIC_PARTS = 10_000;
/** Problems that are listed; the rest are counted. */
export const MAX_PROBLEMS = 1000;

/** Bytes in words: `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`;
}
