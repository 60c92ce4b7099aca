/** The closed-form laws of the suite's benchmarks, in the catalog's order. Light: a page that draws a law loads no benchmark. */
import { laws as gaussian } from './gaussian/laws.ts';
import { laws as regression } from './regression/laws.ts';
import type { Law } from './shared/law.ts';
import { laws as wordFrequencies } from './word-frequencies/laws.ts';

const LAWS: Readonly<Record<string, readonly Law[]>> = {
  gaussian,
  regression,
  'word-frequencies': wordFrequencies,
};

/** The laws of a benchmark; none where it has no closed form. */
export function listLaws(benchmark: string): readonly Law[] {
  return LAWS[benchmark] ?? [];
}
