/** What a module finds in its world: the language without its doors, and what built-in strategies import. */
import { decayedUnits, drawWithoutReplacement, grownUnits, powerOf, unitsOfShare } from '../../../numerics/draw.ts';
import {
  mean,
  quantileSorted,
  sampleVariance,
  standardNormalCdf,
  standardNormalQuantile,
  upperQuantileSorted,
} from '../../../numerics/statistics.ts';
import { MAX_SAMPLED_PER_SIZE } from '../../../protocol/division-limits.ts';
import { densityPerUnit, firstInOrder, roomToDraw } from '../../../strategies/drawing.ts';
import { SandboxBatch } from './batch.ts';

/** Globals of the language that stay: none that tells the time, the place or the machine, none that makes code of text. */
const LANGUAGE = [
  'Infinity NaN undefined isFinite isNaN parseFloat parseInt globalThis Object Array Boolean Number String Symbol BigInt',
  'Map Set WeakMap WeakSet Promise Proxy Reflect JSON RegExp Iterator ArrayBuffer DataView',
  'Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array',
  'BigInt64Array BigUint64Array Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError',
].flatMap((names) => names.split(' '));

/** What V8 computes to the same bits in all versions of Node that Heirloom runs on (docs/adr/0045). */
const NUMBERS = [
  'E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2 abs ceil clz32 floor fround imul max min round sign sqrt trunc hypot cbrt',
  'exp expm1 log log10 log1p log2 sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh',
].flatMap((names) => names.split(' '));

const REFUSED_MATH = {
  pow: () => {
    throw new TypeError(
      'Math.pow and ** give other bits in other versions of Node; use powerOf(base, power) for a base of at least 1, or products.',
    );
  },
  random: () => {
    throw new TypeError('Math.random is no part of a run; draw from the rng of the hook.');
  },
};

/** Names that a module may look for, and why they are not there. */
const REFUSED: Readonly<Record<string, string>> = {
  Date: 'a run has no clock',
  Temporal: 'a run has no clock',
  performance: 'a run has no clock',
  setTimeout: 'a run has no clock',
  setInterval: 'a run has no clock',
  setImmediate: 'a run has no clock',
  crypto: 'draw from the rng of the hook',
  fetch: 'a strategy has no network',
  WebSocket: 'a strategy has no network',
  process: 'a strategy sees nothing of the machine',
  require: 'a module has what it needs as globals',
  module: 'a module exports its strategy: export default defineStrategy(…)',
  console: 'a strategy prints nothing; throw an Error to see a value',
  eval: 'no code is made of text',
  Function: 'no code is made of text',
  Compartment: 'no code is made of text',
  WebAssembly: 'no code is made of bytes',
  SharedArrayBuffer: 'a strategy shares no memory',
  Atomics: 'a strategy shares no memory',
  WeakRef: 'when memory is collected is no part of a run',
  FinalizationRegistry: 'when memory is collected is no part of a run',
  Intl: 'languages are the machine’s',
};

const mathOf = (): object =>
  Object.fromEntries([
    ...NUMBERS.map((name) => [name, Reflect.get(Math, name)]),
    ...Object.entries(REFUSED_MATH),
    [Symbol.toStringTag, 'Math'],
  ]);

/** What is endowed beside the language, but for `defineStrategy`. */
export const endowments = (): Readonly<Record<string, unknown>> => ({
  Math: mathOf(),
  // SES keeps these from compartments, since the bits of a NaN may tell machines apart; they are the data of strategies.
  Float32Array,
  Float64Array,
  Batch: SandboxBatch,
  drawWithoutReplacement,
  unitsOfShare,
  powerOf,
  grownUnits,
  decayedUnits,
  mean,
  sampleVariance,
  quantileSorted,
  upperQuantileSorted,
  standardNormalCdf,
  standardNormalQuantile,
  densityPerUnit,
  firstInOrder,
  roomToDraw,
  MAX_SAMPLED_PER_SIZE,
});

/** Takes from a new compartment whatever is neither of the language's that stay nor endowed; what may be missed says why it is gone. */
export function strip(globals: object, endowed: Readonly<Record<string, unknown>>): void {
  for (const name of Reflect.ownKeys(globals)) {
    if (typeof name !== 'string' || LANGUAGE.includes(name) || Object.hasOwn(endowed, name)) continue;
    if (!Reflect.deleteProperty(globals, name)) throw new Error(`The global ${name} can’t be taken away.`);
  }
  for (const [name, reason] of Object.entries(REFUSED)) {
    const get = () => {
      throw new ReferenceError(`${name} is not there: ${reason}.`);
    };
    Object.defineProperty(globals, name, { get, enumerable: false, configurable: false });
  }
}
