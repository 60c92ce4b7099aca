/** How fast the world of `gaussian-drift` moves and grows, in units of its scale at generation 0. */

/** By how much the location moves each generation, along a direction of the seed's own. */
export const STEP = 0.2;
/** By which factor the scale grows each generation. */
export const GROWTH = 1.01;

/** The scale of the world at a generation. */
export const scaleAt = (generation: number): number => Math.exp(generation * Math.log(GROWTH));
