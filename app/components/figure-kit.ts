/** What draws a figure again where its reader points at it: loaded when that happens first. */
export { drawFigure } from '#benchmarks/figures/draw.ts';
export { frameOf } from '#benchmarks/figures/frame.ts';
export { drawReadout, placeAt, placesOf, readoutAt } from '#benchmarks/figures/readout.ts';
export { valueText } from '../charts/value-text.ts';
