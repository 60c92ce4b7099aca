/** What is shown of each benchmark's real data, as `npx heirloom show ID --real-sample` wrote it. Light: no benchmark is loaded. */
import { type RealSample, realSampleSchema } from '../protocol/real-sample.ts';
import digitsDrift from './digits-drift/real-sample.json' with { type: 'json' };
import digitsLongtail3 from './digits-longtail/3/real-sample.json' with { type: 'json' };
import digitsLongtail from './digits-longtail/real-sample.json' with { type: 'json' };
import digitsVae3 from './digits-vae/3/real-sample.json' with { type: 'json' };
import digitsVae from './digits-vae/real-sample.json' with { type: 'json' };
import facts from './facts/real-sample.json' with { type: 'json' };
import factsCounts from './facts-counts/real-sample.json' with { type: 'json' };
import gaussian2 from './gaussian/2/real-sample.json' with { type: 'json' };
import gaussian from './gaussian/real-sample.json' with { type: 'json' };
import gaussianDrift from './gaussian-drift/real-sample.json' with { type: 'json' };
import gmm2d2 from './gmm-2d/2/real-sample.json' with { type: 'json' };
import gmm2d from './gmm-2d/real-sample.json' with { type: 'json' };
import gmmDrift from './gmm-drift/real-sample.json' with { type: 'json' };
import type { Versioned } from './manifests.ts';
import ngramText2 from './ngram-text/2/real-sample.json' with { type: 'json' };
import ngramText from './ngram-text/real-sample.json' with { type: 'json' };
import regression2 from './regression/2/real-sample.json' with { type: 'json' };
import regression from './regression/real-sample.json' with { type: 'json' };
import textTransformer4 from './text-transformer/4/real-sample.json' with { type: 'json' };
import textTransformer from './text-transformer/real-sample.json' with { type: 'json' };
import wordFrequencies2 from './word-frequencies/2/real-sample.json' with { type: 'json' };
import wordFrequencies from './word-frequencies/real-sample.json' with { type: 'json' };

import wordsDrift from './words-drift/real-sample.json' with { type: 'json' };

const FILES: readonly unknown[] = [
  gaussian,
  regression,
  wordFrequencies,
  gmm2d,
  ngramText,
  digitsVae,
  digitsLongtail,
  textTransformer,
  gaussian2,
  regression2,
  wordFrequencies2,
  gmm2d2,
  ngramText2,
  digitsVae3,
  digitsLongtail3,
  textTransformer4,
  gaussianDrift,
  gmmDrift,
  wordsDrift,
  digitsDrift,
  factsCounts,
  facts,
];

let parsed: ReadonlyMap<string, RealSample> | null = null;

/** The real sample of a benchmark's protocol of this checkout; null where it has none. */
export function getRealSample({ id, version }: Versioned): RealSample | null {
  parsed ??= new Map(
    FILES.map((file) => realSampleSchema.parse(file)).map((sample) => [nameOf(sample.benchmark), sample] as const),
  );
  return parsed.get(nameOf({ id, version })) ?? null;
}

const nameOf = ({ id, version }: Versioned): string => `${id}@${version}`;
