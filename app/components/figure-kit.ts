/** What reads a figure off and marks what is read, where its reader points at it: loaded when that happens first. */
export { frameOf } from '#benchmarks/figures/frame.ts';
export { drawReadout, placeAt, placesOf, readoutAt } from '#benchmarks/figures/readout.ts';
export { valueText } from '../charts/value-text.ts';
export { FigureMarks } from './figure-marks.tsx';
