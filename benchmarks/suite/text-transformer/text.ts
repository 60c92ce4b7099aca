/** The real text of protocol 3. */
import { loadNovel } from '../../data/moby-dick.ts';
import { measureAll } from '../../metrics/metric.ts';
import { drawWithoutReplacement } from '../../numerics/draw.ts';
import { Stream } from '../../numerics/stream.ts';
import { meanOverDraws, OF_SAMPLES, sampleOf, type Text, textOf } from '../shared/text-blocks.ts';

/** Held-out tokens that cross-entropy is measured on: the same blocks for every seed, strategy and parameter. */
const HELD_OUT_TOKENS = 6_144;
const ROOT = 'heirloom/text-transformer/text';

let loaded: Text | null = null;

/** Loads the text, once a process. */
export function loadText(): Text {
  if (loaded) return loaded;
  const text = textOf(loadNovel('bytes'));
  const heldOut = drawWithoutReplacement(text.heldOut, HELD_OUT_TOKENS, new Stream(`${ROOT}/held-out`));
  loaded = { ...text, heldOut };
  return loaded;
}

/** What metrics give for real text of `units` tokens. */
export function truthOf(text: Text, units: number) {
  return meanOverDraws(text, units, ROOT, (sample, rng) => measureAll(OF_SAMPLES, sampleOf(sample, text), rng));
}
