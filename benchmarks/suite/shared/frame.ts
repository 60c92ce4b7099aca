/**
 * The frame of a seed's world: where it lies, how large it is, how its words are named. Drawn for each seed from its stream of
 * the world, so that none of that can be written into a strategy; the world's form can. Learners and metrics work in the truth's own
 * units: fits are equivariant, so that laws hold as they stand, whatever the frame.
 */
import type { Learner } from '../../learners/learner.ts';
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { World } from './benchmark.ts';

/** An invertible change of examples: their number, kind and weights stay. */
export interface Frame {
  /** From the truth's units to the seed's world. */
  toWorld(batch: Batch): Batch;
  /** And back. */
  toUnits(batch: Batch): Batch;
  /** Log of the volume of an example's unit cube in the world, nats; 0 where examples are only renamed. */
  readonly logVolume: number;
}

/** The scale lies between a quarter and four times the truth's own, uniform in its logarithm. */
const SCALE_OCTAVES = 4;
/** Standard deviation of the location in every coordinate, in scales. */
const LOCATION_DEVIATION = 3;

/** Draws x → location + scale · x in `dimension` coordinates; in the plane turned by an angle, uniform, as well. */
export function drawSimilarity(dimension: number, rng: Stream): Frame {
  const scale = drawScale(rng);
  const location = Float64Array.from({ length: dimension }, () => scale * LOCATION_DEVIATION * rng.normal());
  const angle = dimension === 2 ? 2 * Math.PI * rng.uniform() : 0;
  return similarity(location, scale, angle);
}

/** 2^u with u uniform in [−2, 2). */
export function drawScale(rng: Stream): number {
  return Math.exp(Math.LN2 * SCALE_OCTAVES * (rng.uniform() - 0.5));
}

/** x → location + scale · x; `angle`: in the plane, by which x is turned first, radians. `location`: `[d]` */
export function similarity(location: Float64Array, scale: number, angle = 0): Frame {
  const dimension = location.length;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const turned = (row: Float64Array, sign: 1 | -1): void => {
    if (angle === 0) return;
    const [x, y] = row as unknown as [number, number];
    row[0] = cosine * x - sign * sine * y;
    row[1] = sign * sine * x + cosine * y;
  };
  return {
    logVolume: dimension * Math.log(scale),
    toWorld: (batch) =>
      mapRows(batch, (row) => {
        turned(row, 1);
        for (let j = 0; j < dimension; j++) row[j] = (location[j] as number) + scale * (row[j] as number);
      }),
    toUnits: (batch) =>
      mapRows(batch, (row) => {
        for (let j = 0; j < dimension; j++) row[j] = ((row[j] as number) - (location[j] as number)) / scale;
        turned(row, -1);
      }),
  };
}

/** Rows (x, y) of which the response alone is changed: y → scale · (y + x·slope). `slope`: `[d]` */
export function responseFrame(slope: Float64Array, scale: number): Frame {
  const d = slope.length;
  const added = (row: Float64Array): number => slope.reduce((sum, value, j) => sum + value * (row[j] as number), 0);
  return {
    logVolume: Math.log(scale),
    toWorld: (batch) =>
      mapRows(batch, (row) => {
        row[d] = scale * ((row[d] as number) + added(row));
      }),
    toUnits: (batch) =>
      mapRows(batch, (row) => {
        row[d] = (row[d] as number) / scale - added(row);
      }),
  };
}

/** Categories under other names: a permutation of 0…k − 1, uniform. */
export function drawNames(categories: number, rng: Stream): Frame {
  const nameOf = rng.choose(categories, categories);
  const categoryOf = new Int32Array(categories);
  for (let i = 0; i < categories; i++) categoryOf[nameOf[i] as number] = i;
  const renamed = (names: Int32Array) => (batch: Batch) =>
    mapRows(batch, (row) => {
      row[0] = names[row[0] as number] ?? Number.NaN;
    });
  return { logVolume: 0, toWorld: renamed(nameOf), toUnits: renamed(categoryOf) };
}

/** A batch of rows with each row rewritten in place, in an array of its own. */
function mapRows(batch: Batch, rewrite: (row: Float64Array) => void): Batch {
  const { width, values } = batch.rowData;
  const own = new Float64Array(values);
  for (let at = 0; at < own.length; at += width) rewrite(own.subarray(at, at + width));
  return Batch.of({ kind: 'rows', width, values: own }, batch.weights);
}

/** A world of the truth's units in a frame. Its models stay in those units, and so do what pages and sample files show. */
export function framed<MetricId extends string>(world: World<MetricId>, frame: Frame): World<MetricId> {
  const { verify, simulate } = world;
  const families = Object.entries(world.families).map(([name, learner]) => [name, framedLearner(learner, frame)]);
  return {
    ...world,
    learner: framedLearner(world.learner, frame),
    families: Object.fromEntries(families),
    drawReal: async (units, rng, generation) => frame.toWorld(await world.drawReal(units, rng, generation)),
    ...(verify && { verify: (batch, generation) => verify(frame.toUnits(batch), generation) }),
    ...(simulate && {
      simulate: async (units, rng, generation) => frame.toWorld(await simulate(units, rng, generation)),
    }),
    shown: frame.toUnits,
  };
}

/** A learner whose models are in the truth's units and whose examples are in the frame's world. */
export function framedLearner(learner: Learner, frame: Frame): Learner {
  const { logDensity, extrapolate, sampleAway } = learner;
  return {
    id: learner.id,
    fit: (training, rng, options) => learner.fit(frame.toUnits(training), rng, options),
    sample: async (model, units, rng, options) => frame.toWorld(await learner.sample(model, units, rng, options)),
    ...(extrapolate && { extrapolate }),
    ...(sampleAway && {
      sampleAway: async (model, guide, units, rng, options) =>
        frame.toWorld(await sampleAway(model, guide, units, rng, options)),
    }),
    ...(logDensity && {
      logDensity: async (model, batch) => {
        const densities = await logDensity(model, frame.toUnits(batch));
        return densities.map((density) => density - frame.logVolume);
      },
    }),
  };
}
