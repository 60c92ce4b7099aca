/** Every limit of a site in one list: what docs/limits.md says in words, with the numbers that hold here. */
import { MAX_SAMPLE_EXAMPLES } from '#benchmarks/bundle/layout.ts';
import {
  LIMITS,
  MAX_ARRAY_LENGTH,
  MAX_JSON_CONTAINERS,
  MAX_JSON_DEPTH,
  MAX_OBJECT_FIELDS,
  MAX_PATH_LENGTH,
  MAX_PROBLEMS,
  MAX_TEXT_LENGTH,
} from '#benchmarks/bundle/limits.ts';
import { checkLimit } from '../host/job-limits.ts';
import { SITE_LIMITS, type SiteLimit, siteLimits } from './site-limits.ts';

export interface Limit {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** The variable of the environment that sets it, or null where it is the format's. */
  readonly variable: string | null;
}

const UNITS: Readonly<Record<SiteLimit, string>> = {
  requestsPerMinute: 'requests of one token a minute, in each process',
  uploadsAtOnce: 'uploads of one token, in each process',
  entriesPerDay: 'new entries of one token in 24 hours',
  entriesPerStrategy: 'new entries of one token, strategy and tier in 24 hours',
  megabytesPerDay: 'MB of new entries of one token in 24 hours',
  uploadKilobytesPerSecond: 'kB a second, at least',
  uploadWindowSeconds: 'seconds',
  uploadMinutes: 'minutes',
};

export function listLimits(): readonly Limit[] {
  const set = siteLimits();
  const ofBundles: readonly (readonly [string, number, string])[] = [
    ['packedBytes', LIMITS.packedBytes, 'bytes of a .tar.gz'],
    ['unpackedBytes', LIMITS.unpackedBytes, 'bytes of everything unpacked'],
    ['submissionBytes', LIMITS.submissionBytes, 'bytes of submission.json'],
    ['allRunsBytes', LIMITS.allRunsBytes, 'bytes of all run records together'],
    ['sampleBytes', LIMITS.sampleBytes, 'bytes of a sample file'],
    ['sampleExamples', MAX_SAMPLE_EXAMPLES, 'examples in a sample file'],
    ['entries', LIMITS.entries, 'files and folders'],
    ['pathLength', MAX_PATH_LENGTH, 'characters of a path'],
    ['jsonDepth', MAX_JSON_DEPTH, 'levels of nesting in JSON'],
    ['jsonContainers', MAX_JSON_CONTAINERS, 'arrays and objects in a JSON file'],
    ['objectFields', MAX_OBJECT_FIELDS, 'fields of a JSON object'],
    ['arrayLength', MAX_ARRAY_LENGTH, 'elements of a JSON array'],
    ['textLength', MAX_TEXT_LENGTH, 'characters of a text'],
    ['problems', MAX_PROBLEMS, 'problems that are listed; the rest are counted'],
  ];
  return [
    ...(Object.keys(SITE_LIMITS) as SiteLimit[]).map((id) => {
      return { id, value: set[id], unit: UNITS[id], variable: SITE_LIMITS[id].variable };
    }),
    { id: 'checkSeconds', value: checkLimit().limitMs / 1000, unit: 'seconds', variable: 'HEIRLOOM_CHECK_SECONDS' },
    ...ofBundles.map(([id, value, unit]) => ({ id, value, unit, variable: null })),
  ];
}
