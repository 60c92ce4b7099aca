import type { Stream } from '../../numerics/stream.ts';

/** The seed of an outside process's own random numbers, a whole number below 2⁵³; from a stream of its own below the one given. */
export const randomOf = (rng: Stream): number => Math.floor(rng.child('outside').uniform() * 9007199254740992);
