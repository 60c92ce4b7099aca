/** What a site takes from one token, and how long an upload may take: numbers that its owner sets in the environment. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

interface Setting {
  readonly variable: string;
  readonly byDefault: number;
  readonly least: number;
  readonly most: number;
  /** As in "expected a number, 1 to 10: …". */
  readonly what: string;
}

export const SITE_LIMITS = {
  requestsPerMinute: {
    variable: 'HEIRLOOM_REQUESTS_PER_MINUTE',
    byDefault: 120,
    least: 1,
    most: 1_000_000,
    what: 'requests that one token may send in a minute to one process of the site',
  },
  uploadsAtOnce: {
    variable: 'HEIRLOOM_UPLOADS_AT_ONCE',
    byDefault: 2,
    least: 1,
    most: 1000,
    what: 'uploads of one token that may be under way at one process of the site',
  },
  entriesPerDay: {
    variable: 'HEIRLOOM_ENTRIES_PER_DAY',
    byDefault: 100,
    least: 1,
    most: 1_000_000,
    what: 'new entries that one token may make in 24 hours',
  },
  entriesPerStrategy: {
    variable: 'HEIRLOOM_ENTRIES_PER_STRATEGY',
    byDefault: 25,
    least: 1,
    most: 1_000_000,
    what: 'new entries of one strategy, whatever its parameters, that one token may make at one tier in 24 hours',
  },
  // One bundle may have 100 MB: less would refuse for ever what the upload's own limit admits.
  megabytesPerDay: {
    variable: 'HEIRLOOM_MEGABYTES_PER_DAY',
    byDefault: 1000,
    least: 100,
    most: 1_000_000,
    what: 'packed megabytes of new entries that one token may send in 24 hours',
  },
  uploadKilobytesPerSecond: {
    variable: 'HEIRLOOM_UPLOAD_KILOBYTES_PER_SECOND',
    byDefault: 20,
    least: 0.001,
    most: 1_000_000,
    what: 'kilobytes a second that an upload brings at least, on average over each window',
  },
  uploadWindowSeconds: {
    variable: 'HEIRLOOM_UPLOAD_WINDOW_SECONDS',
    byDefault: 30,
    least: 0.01,
    most: 3600,
    what: 'seconds of a window over which the rate of an upload is averaged; nothing is asked of the first',
  },
  uploadMinutes: {
    variable: 'HEIRLOOM_UPLOAD_MINUTES',
    byDefault: 90,
    least: 0.001,
    most: 1440,
    what: 'minutes that an upload may take at most',
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SiteLimit = keyof typeof SITE_LIMITS;
export type SiteLimits = Readonly<Record<SiteLimit, number>>;

/** Counts are whole, lengths of time and rates need not be. */
const isWhole = (name: SiteLimit): boolean => !name.startsWith('upload') || name === 'uploadsAtOnce';

/** @throws bad-parameter where a variable is no number in its range */
export function siteLimits(environment: Readonly<Record<string, string | undefined>> = process.env): SiteLimits {
  const names = Object.keys(SITE_LIMITS) as SiteLimit[];
  return Object.fromEntries(names.map((name) => [name, readSetting(name, environment)])) as SiteLimits;
}

function readSetting(name: SiteLimit, environment: Readonly<Record<string, string | undefined>>): number {
  const { variable, byDefault, least, most, what }: Setting = SITE_LIMITS[name];
  const text = environment[variable]?.trim() || String(byDefault);
  const value = Number(text);
  if (value >= least && value <= most && (!isWhole(name) || Number.isInteger(value))) return value;
  throw new HeirloomError(
    'bad-parameter',
    `${variable} is "${text.slice(0, 100)}"; expected a ${isWhole(name) ? 'whole ' : ''}number from ${least} to ${most}: the ${what}.`,
  );
}
