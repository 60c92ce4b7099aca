/** What real digits would score in a benchmark's worlds: what a perfect model would, on average over seeds. */
import { loadMnist } from '../../data/mnist.ts';
import { metric as classesSurviving } from '../../metrics/classes-surviving.ts';
import { measureAll } from '../../metrics/metric.ts';
import { metric as rareClassSurvival } from '../../metrics/rare-class-survival.ts';
import { metric as reconstructionError } from '../../metrics/reconstruction-error.ts';
import type { SeenAfterGeneration0 } from '../../metrics/seen.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import { Stream } from '../../numerics/stream.ts';
import { heldOutPool } from './digits-held-out.ts';
import { type DigitCard, imagesOf, MEASURED, meansOf, seenImages, seeWith } from './digits-seen.ts';
import type { DigitWorlds } from './digits-worlds.ts';

/** Seeds whose mean it is: the fewest in which every digit has every rank. */
const TRUTH_SEEDS = 10;
/** Images alone reconstruct nothing, and have no generation 0. */
const OF_MODELS: readonly string[] = [reconstructionError.id, rareClassSurvival.id, classesSurviving.id];

/**
 * The statistics that are kept beside a card: each metric of real images, the mean over TRUTH_SEEDS seeds' worlds and draws, an entry
 * for each of the first `states` generations. `npm run artefacts -- digit-statistics` writes them; a test computes them again.
 */
export function computeDigitTruth(
  card: DigitCard<string, SeenAfterGeneration0>,
  engine: TensorEngine,
  worlds: DigitWorlds,
  states = 1,
): { readonly truth: readonly Readonly<Record<string, number>>[] } {
  const { training } = loadMnist();
  const see = seeWith(engine);
  const drawHeldOut = heldOutPool(see);
  const rng = new Stream(`heirloom/${card.id}@${card.version}/truth`);
  const ofImages = card.metrics.filter(({ id }) => !OF_MODELS.includes(id));
  const truth = Array.from({ length: states }, (_, generation) => {
    const measured = Array.from({ length: TRUTH_SEEDS }, (__, index) => {
      const stream = rng.child(`${generation}/${index + 1}`);
      const classes = worlds.classesAt(index + 1, generation);
      const { pixelData } = imagesOf(training, worlds.draw(classes, MEASURED, stream));
      const reference = drawHeldOut(stream.child('held-out'))(classes);
      const seen = seenImages(pixelData.values, see(pixelData.values), () => pixelData.values, reference);
      return measureAll(ofImages, { ...seen, initialShares: () => seen.shares }, stream);
    });
    return meansOf(
      ofImages.map(({ id }) => id),
      measured,
    );
  });
  return { truth };
}
